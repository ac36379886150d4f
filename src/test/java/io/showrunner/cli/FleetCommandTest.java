package io.showrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.health.StubServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetCommandTest {
    private static final String API = "/api/fleet";
    private static final String INSTANCE = """
            {"id": "gpu1", "url": "http://127.0.0.1:8189", "state": "DRAINING", "slots": 2, "leases": 1, "remoteDepth": 3,
             "vramFree": 20000, "message": "drained since noon", "source": "added at run time 2026-11-26",
             "card": "llm", "breaker": {"state": "CLOSED"},
             "gpuTime": {"now": "paused", "wallSeconds": 7325.5, "busySeconds": 6666.2,
              "idleSeconds": {"dispatch": 73.3, "paused": 586, "server": 0}}}
            """;

    @TempDir
    private Path folder;

    private final StubServer server = new StubServer();
    private CommandLineUse person;

    @BeforeEach
    void sitDown() throws IOException {
        person = new CommandLineUse(folder);
        server.answer(
                API,
                "{\"alert\": {\"severity\": \"critical\", \"message\": \"no server\"}, \"instances\": [" + INSTANCE
                        + "], \"removed\": [{\"id\": \"gpu7\", \"since\": \"yesterday\"}]}");
        server.answer(API + "/gpu1/drain", INSTANCE);
        server.answer(API + "/gpu1/reset-breaker", INSTANCE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theServersAreListedWithTheAlertAndThoseThatAreNotUsed() {
        assertThat(type()).isZero();

        assertThat(person.out().lines())
                .hasSize(4)
                .satisfies(lines -> assertThat(lines.get(0)).isEqualTo("critical: no server"))
                .satisfies(lines -> assertThat(lines.get(2).split(" {2,}"))
                        .containsExactly(
                                "gpu1",
                                "DRAINING",
                                "1/2",
                                "3",
                                "20000",
                                "91.0 %",
                                "CLOSED",
                                "llm",
                                "added",
                                "http://127.0.0.1:8189",
                                "drained since noon"))
                .satisfies(lines -> assertThat(lines.get(3)).contains("gpu7", "removed yesterday"));
    }

    @Test
    void theIdleTimeOfEachServerIsListedByCause() {
        assertThat(type("idle")).isZero();
        assertThat(person.out().lines().toList().get(1).split(" {2,}"))
                .containsExactly("gpu1", "paused", "2 h 2 min", "91.0 %", "paused 8.0 %, dispatch 1.0 %");

        assertThat(type("idle", "--json")).isZero();
        assertThat(person.out()).contains("\"busySeconds\" : 6666.2");
    }

    @Test
    void whatWasDoneIsSaidWithTheStateOfTheServer() {
        assertThat(type("drain", "gpu1")).isZero();
        assertThat(person.out()).isEqualToIgnoringNewLines("gpu1  gets no more scenes; DRAINING: drained since noon");

        assertThat(type("reset-breaker", "gpu1", "--json")).isZero();
        assertThat(person.out()).startsWith("{").contains("\"id\" : \"gpu1\"");
    }

    @Test
    void aRefusalIsSaidInTheServersWords() {
        server.answer(
                API + "/gpu1",
                409,
                "application/problem+json",
                "{\"title\": \"not possible now\", \"detail\": \"gpu1 still takes scenes; drain it first\"}",
                Map.of());

        assertThat(type("remove", "gpu1")).isEqualTo(1);

        assertThat(person.err()).contains("drain it first");
    }

    private int type(String... arguments) {
        return person.type(Stream.concat(
                        Stream.of("fleet"),
                        Stream.concat(
                                Stream.of(arguments),
                                Stream.of("--url", server.url().toString())))
                .toArray(String[]::new));
    }
}
