package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.showrunner.callback.Signature;
import io.showrunner.story.Json;
import io.showrunner.story.StoryRecord;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who handed a story in is told its end, though they cannot be told at first. */
class CallbackIT {
    private static final String SECRET = "a-secret-of-the-callbacks";

    private record Call(String signature, String body, int answer) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(500);
    private HttpServer receiver;

    @TempDir
    private Path home;

    @BeforeEach
    void aReceiverThatFails() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/done", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int answer = status.get();
            calls.add(new Call(exchange.getRequestHeaders().getFirst("X-Showrunner-Signature"), body, answer));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @Test
    void theEndIsToldOnceThroughFailuresAndARestart() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1);
                LogLines log = new LogLines()) {
            // Given
            studio.with("showrunner.callback.secret", SECRET)
                    .with("showrunner.callback.hosts", "127.0.0.1")
                    .with("showrunner.callback.interval", "1s")
                    .start();
            String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/done";
            studio.drop("told.json", SmallBrief.jsonWith("told", "callbackUrl", url));

            // When
            await().atMost(TestStudio.PATIENCE).until(() -> calls.size() >= 2);
            StoryRecord story = studio.finishedStory();
            studio.stop();
            status.set(200);
            studio.start();

            // Then
            Path outbox = studio.folder(story).resolve("callback.json");
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> TestStudio.json(outbox).path("state").asText().equals("TOLD"));
            assertThat(calls).allSatisfy(call -> assertThat(call.signature()).isEqualTo(expected(call)));
            assertThat(calls).extracting(Call::answer).endsWith(500, 200).containsOnlyOnce(200);
            assertThat(calls).extracting(Call::body).containsOnly(calls.get(0).body());
            JsonNode told = Json.read(calls.get(0).body(), JsonNode.class);
            assertThat(told.path("storyId").asText()).isEqualTo(story.storyId());
            assertThat(told.path("state").asText()).isEqualTo("FINISHED");
            assertThat(told.at("/scenes/published").asInt()).isEqualTo(1);
            assertThat(told.path("revision").asInt()).isEqualTo(1);
            assertThat(log.text()).contains("its end is told again in").doesNotContain(SECRET, url);
        }
    }

    @Test
    void nobodyInAPrivateNetworkIsAskedUnlessTheSettingsNameTheHost() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            studio.with("showrunner.callback.secret", SECRET)
                    .with("showrunner.callback.interval", "1s")
                    .with("showrunner.callback.attempts", "1")
                    .start();

            assertThat(messageOf(studio, "private"))
                    .contains("could not be told to its callbackUrl in 1 attempts: ")
                    .contains("its host is in a private network (127.0.0.1) and not one of showrunner.callback.hosts");
        }
        assertThat(calls).isEmpty();
    }

    @Test
    void nobodyIsToldWithoutASignatureAndTheStorySaysSo() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            studio.with("showrunner.callback.hosts", "127.0.0.1")
                    .with("showrunner.callback.interval", "1s")
                    .start();

            assertThat(messageOf(studio, "unsigned"))
                    .contains("its callbackUrl is not told: showrunner.callback.secret is not set");
        }
        assertThat(calls).isEmpty();
    }

    /** What is said of a finished story that has this receiver, once it is said. */
    private String messageOf(TestStudio studio, String briefId) throws Exception {
        String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/done";
        studio.drop(briefId + ".json", SmallBrief.jsonWith(briefId, "callbackUrl", url));
        String story = "/api/stories/" + studio.finishedStory().storyId();
        return await().atMost(TestStudio.PATIENCE)
                .until(() -> studio.get(story).path("message").asText(), said -> said.contains("callbackUrl"));
    }

    private static String expected(Call call) {
        long seconds = Long.parseLong(call.signature().replaceAll("t=(\\d+),.*", "$1"));
        Clock then = Clock.fixed(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
        return new Signature(SECRET, then).of(call.body());
    }
}
