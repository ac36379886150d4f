package io.showrunner.routes;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.writer.LlmFigures;
import io.showrunner.writer.LlmFigures.OfProvider;
import io.showrunner.writer.ReplyOutcome;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** How fast and how much the language models write. */
final class LlmMeters {
    private static final double[] SECONDS = {1, 2, 5, 10, 20, 30, 45, 60, 75, 90, 105, 120, 150, 180, 300, 600};

    private LlmMeters() {}

    static void register(MeterRegistry meters, LlmFigures figures) {
        figures.onReply(reply -> responseTime(meters, reply.provider(), reply.outcome())
                .record(reply.took().toMillis() / 1000.0));
        figures.byProvider().forEach((provider, its) -> {
            responseTime(meters, provider, ReplyOutcome.ANSWERED);
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

    private static DistributionSummary responseTime(MeterRegistry meters, String provider, ReplyOutcome outcome) {
        return DistributionSummary.builder("llm_response_time_seconds")
                .tag("provider", provider)
                .tag("outcome", outcome.word())
                .description("From a request to the end of its reply")
                .serviceLevelObjectives(SECONDS)
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
