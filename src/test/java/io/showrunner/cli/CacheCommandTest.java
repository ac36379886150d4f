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

class CacheCommandTest {
    private static final String API = "/api/caches";
    private static final String SCENES = """
            {"name": "scenes", "place": "/data/scene-cache", "entries": 12, "bytes": 314572800, "hits": 3, "misses": 9,
             "state": "used"}
            """;
    private static final String PROMPTS = """
            {"name": "prompts", "place": "redis://10.0.0.2:6379/0", "entries": null, "bytes": null, "hits": 0, "misses": 1,
             "state": "files of this node alone: refused"}
            """;

    @TempDir
    Path folder;

    private final StubServer server = new StubServer();
    private CommandLineUse person;

    @BeforeEach
    void sitDown() throws IOException {
        person = new CommandLineUse(folder);
        server.answer(API, "[" + PROMPTS + "," + SCENES + "]");
        server.answer(API + "/scenes", 200, "application/json", SCENES.replace("12", "0"), Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatTheCachesHoldIsSaidAndWhatNobodyKnowsToo() {
        assertThat(type()).isZero();

        assertThat(person.out().lines())
                .containsExactly(
                        "prompts  unknown entries  unknown size  0 hits, 1 misses  redis://10.0.0.2:6379/0"
                                + "  files of this node alone: refused",
                        "scenes  12 entries  300.0 MB  3 hits, 9 misses  /data/scene-cache  used");
    }

    @Test
    void oneIsEmptied() {
        assertThat(type("clear", "scenes")).isZero();

        assertThat(server.request(API + "/scenes").method()).isEqualTo("DELETE");
        assertThat(person.out()).startsWith("scenes  0 entries");
    }

    @Test
    void anUnknownOneIsToldInTheWordsOfTheServer() {
        server.answer(
                API + "/frames",
                404,
                "application/problem+json",
                "{\"title\": \"no such cache\", \"detail\": \"There is no cache frames.\"}",
                Map.of());

        assertThat(type("clear", "frames")).isEqualTo(1);

        assertThat(person.err()).contains("no such cache: There is no cache frames.");
    }

    private int type(String... arguments) {
        return person.type(Stream.of(
                        Stream.of("cache"),
                        Stream.of(arguments),
                        Stream.of("--url", server.url().toString()))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }
}
