package io.showrunner.fleet;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.showrunner.config.BreakerSettings;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * One circuit breaker per ComfyUI server, around what is posted to it (X4 to X10). So many failures in a row open it; after
 * a wait one prompt is tried, and each trial that fails doubles the wait, five minutes at most. They are made here and not
 * by Camel, whose breakers cannot wait longer each time. Thread-safe.
 */
public final class Breakers {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int LONGEST_CHAIN = 20;

    private final CircuitBreakerRegistry registry;
    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();
    private final List<Consumer<String>> openings = new CopyOnWriteArrayList<>();
    private final Fleet fleet;
    private final Clock clock;

    public Breakers(BreakerSettings settings, Fleet fleet, Clock clock) {
        this.registry = CircuitBreakerRegistry.of(config(settings));
        this.fleet = fleet;
        this.clock = clock;
    }

    private static CircuitBreakerConfig config(BreakerSettings settings) {
        Duration longest = settings.firstWait().compareTo(LONGEST_WAIT) > 0 ? settings.firstWait() : LONGEST_WAIT;
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(settings.failures())
                .minimumNumberOfCalls(settings.failures())
                .failureRateThreshold(100)
                .waitIntervalFunctionInOpenState(
                        IntervalFunction.ofExponentialBackoff(settings.firstWait(), 2, longest))
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(1)
                .ignoreException(Breakers::isOurDoing)
                .build();
    }

    /** The breakers, for their meters. */
    public CircuitBreakerRegistry registry() {
        return registry;
    }

    /** Calls the listener with the server's id whenever its breaker opens. */
    public void onOpened(Consumer<String> listener) {
        openings.add(listener);
    }

    /** Makes the breaker of a server that the fleet knows; closed. */
    public CircuitBreaker add(String instanceId) {
        return breakers.computeIfAbsent(instanceId, id -> make(id)).breaker();
    }

    /** Forgets the breaker of a server that goes. */
    public void remove(String instanceId) {
        breakers.remove(instanceId);
        registry.remove(instanceId).ifPresent(CircuitBreaker::transitionToDisabledState);
    }

    /** Closes the breaker by hand: its server is mended. */
    public void reset(String instanceId) {
        get(instanceId).breaker().reset();
    }

    /** The breaker as it is now. */
    public BreakerView view(String instanceId) {
        return get(instanceId).view();
    }

    private Breaker make(String instanceId) {
        CircuitBreaker breaker = registry.circuitBreaker(instanceId);
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                openings.forEach(listener -> listener.accept(instanceId));
            }
        });
        return new Breaker(breaker, fleet, clock);
    }

    private Breaker get(String instanceId) {
        Breaker breaker = breakers.get(instanceId);
        if (breaker == null) {
            throw new IllegalArgumentException("no breaker of an instance " + instanceId);
        }
        return breaker;
    }

    /** An interrupted call or a pool of ours that had no connection says nothing about the server. */
    private static boolean isOurDoing(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < LONGEST_CHAIN; depth++) {
            boolean interrupted = cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException);
            if (interrupted || cause instanceof InterruptedException || cause instanceof ClosedByInterruptException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
