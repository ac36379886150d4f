package io.showrunner.routes;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.writer.LlmFigures;
import io.showrunner.writer.LlmFigures.OfProvider;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** How fast and how much the language models write. */
final class LlmMeters {
    private LlmMeters() {}

    static void register(MeterRegistry meters, LlmFigures figures) {
        figures.byProvider().forEach((provider, its) -> {
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

    private static void tokens(
            MeterRegistry meters, String provider, String kind, OfProvider its, ToDoubleFunction<OfProvider> count) {
        FunctionCounter.builder("showrunner.llm.tokens", its, count)
                .tag("provider", provider)
                .tag("kind", kind)
                .description("Tokens of requests and replies, as the provider counts them")
                .register(meters);
    }
}
