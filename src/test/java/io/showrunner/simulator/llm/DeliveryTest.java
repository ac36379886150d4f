package io.showrunner.simulator.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How answers travel and wait. Needs the stand-in. */
class DeliveryTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration FOREVER = Duration.ofHours(1);
    private LlmSimulator simulator;

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void holdsAGenerationUntilItIsReleased() {
        ChatClient client = start(LlmOptions.defaults());
        AtomicBoolean released = new AtomicBoolean();
        simulator.faults().holdUntil(released::get);

        CompletableFuture<Integer> held = CompletableFuture.supplyAsync(
                () -> client.post(client.storyRequest("3 scenes", 3)).statusCode());
        await().atMost(SOON).until(() -> simulator.generations() == 1);
        assertThat(client.get("/v1/models").statusCode()).isEqualTo(200);
        assertThat(held).isNotDone();
        released.set(true);

        assertThat(held).succeedsWithin(SOON).isEqualTo(200);
    }

    @Test
    void answersOneRequestAtATime() {
        ChatClient client = start(LlmOptions.builder(Flavour.LM_STUDIO)
                .latency(Duration.ofMillis(400))
                .build());
        long begun = System.nanoTime();

        CompletableFuture<?> first = client.postAsync(client.storyRequest("3 scenes", 3));
        CompletableFuture<?> second = client.postAsync(client.storyRequest("3 scenes", 3));

        assertThat(CompletableFuture.allOf(first, second)).succeedsWithin(SOON);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(790));
    }

    @Test
    void takesAsLongAsItsTokensDo() {
        ChatClient client =
                start(LlmOptions.builder(Flavour.LM_STUDIO).tokensPerSecond(200).build());
        long begun = System.nanoTime();

        client.post(client.storyRequest("3 scenes", 3).put("max_tokens", 100));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(490));
    }

    @Test
    void stopsGeneratingWhenTheClientGoesAway() throws IOException {
        ChatClient client =
                start(LlmOptions.builder(Flavour.LM_STUDIO).latency(FOREVER).build());
        try (Socket socket = open(client.storyRequest("3 scenes", 3))) {
            await().atMost(SOON).until(() -> simulator.generations() == 1);
            socket.shutdownOutput();
        }

        await().atMost(SOON).until(() -> simulator.abandoned() == 1);
    }

    @Test
    void ollamaIsBusyWhenItsQueueIsFull() {
        ChatClient client = start(
                LlmOptions.builder(Flavour.OLLAMA).latency(FOREVER).maxQueue(1).build());
        CompletableFuture<?> first = client.postAsync(client.storyRequest("first", 3));
        CompletableFuture<?> second = client.postAsync(client.storyRequest("second", 3));
        await().atMost(SOON).until(() -> simulator.generations() == 2);

        HttpResponse<String> third = client.post(client.storyRequest("third", 3));

        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        assertThat(third.body()).contains("server busy, please try again.  maximum pending requests exceeded");
    }

    @Test
    void llamaServerRefusesEverythingWhileLoading() {
        MovableClock clock = new MovableClock();
        ChatClient client = start(LlmOptions.builder(Flavour.LLAMA_SERVER)
                .loading(FOREVER)
                .clock(clock)
                .build());

        assertThat(client.get("/health").statusCode()).isEqualTo(503);
        assertThat(client.post(client.storyRequest("3 scenes", 3)).body())
                .isEqualTo("{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}");
        clock.now.updateAndGet(now -> now.plus(FOREVER));
        assertThat(client.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(client.post(client.storyRequest("3 scenes", 3)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource
    void breaksTheConnection(Fault fault) {
        ChatClient client = start(LlmOptions.defaults());
        simulator.faults().next(fault);

        assertThatThrownBy(() -> client.post(client.storyRequest("3 scenes", 3)))
                .isInstanceOf(UncheckedIOException.class);
    }

    static Fault[] breaksTheConnection() {
        return new Fault[] {Fault.dropConnection(), Fault.dropHalfway()};
    }

    @Test
    void staysSilentWithoutBlockingTheNextRequest() throws IOException {
        ChatClient client = start(LlmOptions.defaults());
        simulator.faults().next(Fault.hang());
        try (Socket silent = open(client.storyRequest("3 scenes", 3))) {
            await().atMost(SOON).until(() -> simulator.generations() == 1);

            assertThat(client.post(client.storyRequest("3 scenes", 3)).statusCode())
                    .isEqualTo(200);
            assertThat(silent.getInputStream().available()).isZero();
        }
    }

    @Test
    void dripsOneByteASecond() throws IOException {
        ChatClient client = start(LlmOptions.defaults());
        simulator.faults().next(Fault.slowLoris());
        try (Socket slow = open(client.storyRequest("3 scenes", 3))) {
            String head = readUntilHeadEnds(slow.getInputStream());
            long begun = System.nanoTime();

            slow.getInputStream().readNBytes(3);

            assertThat(head).startsWith("HTTP/1.1 200").containsIgnoringCase("content-length");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(1500));
        }
    }

    @ParameterizedTest
    @MethodSource
    void sendsMoreThanAnyoneShouldRead(Fault fault) throws IOException {
        ChatClient client = start(LlmOptions.defaults());
        simulator.faults().next(fault);
        try (Socket endless = open(client.storyRequest("3 scenes", 3))) {
            assertThat(endless.getInputStream().readNBytes(8_000_000)).hasSize(8_000_000);
        }
        assertThat(client.get("/v1/models").statusCode()).isEqualTo(200);
    }

    static Fault[] sendsMoreThanAnyoneShouldRead() {
        return new Fault[] {Fault.endlessBody(), Fault.hugeBody()};
    }

    private ChatClient start(LlmOptions options) {
        simulator = LlmSimulator.start(options);
        return new ChatClient(simulator.url(), options.models().get(0));
    }

    private Socket open(ObjectNode request) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), simulator.baseUrl().getPort());
        socket.setSoTimeout((int) SOON.toMillis());
        byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
        String head =
                "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + body.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        return socket;
    }

    private static String readUntilHeadEnds(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private static final class MovableClock extends Clock {
        final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
