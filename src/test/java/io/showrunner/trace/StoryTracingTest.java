package io.showrunner.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.showrunner.config.TraceSettings;
import io.showrunner.story.StoryStore;
import io.showrunner.writer.LlmReply;
import io.showrunner.writer.ReplyOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StoryTracingTest {
    private static final int MORE_THAN_ARE_KEPT = 5_000;

    @TempDir
    private Path stories;

    private StoryTracing tracing(String receiver) {
        TraceSettings settings = new TraceSettings(Optional.of(URI.create(receiver)), 1);
        return new StoryTracing(settings, new StoryStore(stories), Clock.systemUTC());
    }

    @Test
    @Timeout(30)
    void aReceiverThatNeverAnswersHoldsNobodyUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        HttpServer receiver = hanging(over);
        try (StoryTracing tracing =
                tracing("http://127.0.0.1:" + receiver.getAddress().getPort())) {
            for (int span = 0; span < MORE_THAN_ARE_KEPT; span++) {
                tracing.tracer()
                        .spanBuilder("render")
                        .setAttribute(SpanAttributes.STORY, "story-ferry")
                        .startSpan()
                        .end();
            }
        } finally {
            over.countDown();
            receiver.stop(0);
        }
    }

    @Test
    void whatBelongsToNoStoryIsNotRecorded() {
        try (StoryTracing tracing = tracing("http://127.0.0.1:1")) {
            Span probe = tracing.tracer().spanBuilder("probe").startSpan();

            assertThat(probe.isRecording()).isFalse();
        }
    }

    @Test
    void aRouteThatTookAMessageIsRecordedAndWhatItSendsIsNot() {
        SpanContext scene = SpanContext.createFromRemoteParent(
                "00000000000000000000000000000001",
                "0000000000000002",
                TraceFlags.getSampled(),
                TraceState.getDefault());
        try (StoryTracing tracing = tracing("http://127.0.0.1:1")) {
            Span route = below(Span.wrap(scene), tracing);
            Span sent = below(route, tracing);

            assertThat(route.isRecording()).isTrue();
            assertThat(sent.isRecording()).isFalse();
        }
    }

    private static Span below(Span parent, StoryTracing tracing) {
        return tracing.tracer()
                .spanBuilder("showrunner.scenes")
                .setParent(Context.root().with(parent))
                .startSpan();
    }

    @Test
    void aStoryThatIsNotThereIsNotTracedAndNobodyFailsForIt() {
        try (StoryTracing tracing = tracing("http://127.0.0.1:1")) {
            tracing.stories()
                    .replied(new LlmReply(
                            "story-nobody", "lm", "m", ReplyOutcome.ANSWERED, Duration.ZERO, null, null, null));

            assertThat(tracing.stories().traceId("story-nobody")).isEmpty();
            assertThat(tracing.stories().parent("story-nobody", null)).isEmpty();
        }
    }

    private static HttpServer hanging(CountDownLatch over) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "hanging receiver");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/v1/traces", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }
}
