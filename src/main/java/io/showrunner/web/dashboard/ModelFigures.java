package io.showrunner.web.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.writer.LlmFigures.OfProvider;
import io.showrunner.writer.ReplyOutcome;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * One language model and what it has done since the start.
 *
 * @param state how it is, in words
 * @param replies with words of the model
 * @param failures requests that brought none
 * @param meanSeconds of the replies; null before the first one, as the longest time
 * @param firstTokenSeconds on average; null when no reply came while it was written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelFigures(
        String provider,
        URI url,
        String model,
        String state,
        CircuitBreaker.State breaker,
        long replies,
        long failures,
        Double meanSeconds,
        Double longestSeconds,
        Double firstTokenSeconds,
        long promptTokens,
        long completionTokens) {
    private static final double NANOS = 1e9;

    /** Reads the meters of the provider. */
    public static ModelFigures of(
            ProviderSettings provider,
            String state,
            CircuitBreaker.State breaker,
            OfProvider figures,
            MeterRegistry meters) {
        Collection<Timer> times = meters.find("llm_response_time_seconds")
                .tag("provider", provider.id())
                .timers();
        Timer answered =
                times.stream().filter(ModelFigures::isAnswered).findFirst().orElse(null);
        long replies = answered == null ? 0 : answered.count();
        return new ModelFigures(
                provider.id(),
                provider.url(),
                provider.model(),
                state,
                breaker,
                replies,
                times.stream().mapToLong(Timer::count).sum() - replies,
                replies == 0 ? null : answered.mean(TimeUnit.SECONDS),
                replies == 0 ? null : answered.max(TimeUnit.SECONDS),
                figures.streams() == 0 ? null : figures.firstTokenNanos() / NANOS / figures.streams(),
                figures.promptTokens(),
                figures.completionTokens());
    }

    private static boolean isAnswered(Timer times) {
        return ReplyOutcome.ANSWERED.word().equals(times.getId().getTag("outcome"));
    }
}
