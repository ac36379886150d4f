package io.showrunner.writer;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.function.Predicate;

/** One breaker for each language model: three failures in a row open it for 30 s, then one request tries (X5). */
public final class ProviderBreakers {
    private static final int FAILURES = 3;
    private static final Duration OPEN = Duration.ofSeconds(30);

    private final CircuitBreakerRegistry registry;

    /** @param isFailure whether what ended a request tells something of the model; what a scene met that it brought does not */
    public ProviderBreakers(Predicate<Throwable> isFailure) {
        registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(FAILURES)
                .minimumNumberOfCalls(FAILURES)
                .failureRateThreshold(100)
                .waitDurationInOpenState(OPEN)
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordException(isFailure)
                .build());
    }

    /** The breaker of a provider; made when it is asked for first. */
    public CircuitBreaker of(String providerId) {
        return registry.circuitBreaker(providerId);
    }

    /** True while no request would be let through. */
    boolean isOpen(String providerId) {
        return of(providerId).getState() == CircuitBreaker.State.OPEN;
    }

    /** All of them, for their meters. */
    public CircuitBreakerRegistry registry() {
        return registry;
    }
}
