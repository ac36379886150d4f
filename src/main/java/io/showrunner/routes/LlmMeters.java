package io.showrunner.routes;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.showrunner.telemetry.Buckets;
import io.showrunner.writer.LlmFigures;
import io.showrunner.writer.LlmFigures.OfProvider;
import io.showrunner.writer.ReplyOutcome;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** How fast and how much the language models write. */
final class LlmMeters {
    private LlmMeters() {}

    static void register(MeterRegistry meters, LlmFigures figures) {
        figures.onReply(
                reply -> responseTime(meters, reply.provider(), reply.outcome()).record(reply.took()));
        figures.byProvider().forEach((provider, its) -> {
            for (ReplyOutcome outcome : ReplyOutcome.values()) {
                responseTime(meters, provider, outcome); // from nought: a first one is an increase, too
            }
            tokens(meters, provider, "prompt", its, OfProvider::promptTokens);
            tokens(meters, provider, "completion", its, OfProvider::completionTokens);
            FunctionTimer.builder(
                            "showrunner.llm.first.token",
                            its,
                            OfProvider::streams,
                            OfProvider::firstTokenNanos,
                            TimeUnit.NANOSECONDS)
                    .tag("provider", provider)
                    .description("From the request to the first token of its reply, where replies come while they are"
                            + " written")
                    .register(meters);
        });
    }

    private static Timer responseTime(MeterRegistry meters, String provider, ReplyOutcome outcome) {
        return Timer.builder("llm_response_time_seconds")
                .tag("provider", provider)
                .tag("outcome", outcome.word())
                .description("From a request to the end of its reply")
                .serviceLevelObjectives(Buckets.times())
                .register(meters);
    }

    private static void tokens(
            MeterRegistry meters, String provider, String kind, OfProvider its, ToDoubleFunction<OfProvider> count) {
        FunctionCounter.builder("showrunner.llm.tokens", its, count)
                .tag("provider", provider)
                .tag("kind", kind)
                .description("Tokens of requests and replies, as the provider counts them")
                .register(meters);
    }
}
