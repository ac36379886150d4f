package io.showrunner.fleet;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.showrunner.fleet.BreakerView.State;
import io.showrunner.story.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The breaker of one server, which tells the fleet what it does: DOWN while open, one scene at a time while half-open. */
final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    private final CircuitBreaker breaker;
    private final Fleet fleet;
    private final Clock clock;
    private int opened;
    private int openedInARow;
    private Instant nextTrial;
    private String lastFailure;

    Breaker(CircuitBreaker breaker, Fleet fleet, Clock clock) {
        this.breaker = breaker;
        this.fleet = fleet;
        this.clock = clock;
        breaker.getEventPublisher()
                .onError(event -> failed(event.getThrowable()))
                .onStateTransition(this::changed);
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    synchronized BreakerView view() {
        return new BreakerView(state(), breaker.getMetrics().getNumberOfFailedCalls(), opened, nextTrial, lastFailure);
    }

    private State state() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> State.CLOSED;
        };
    }

    private synchronized void failed(Throwable why) {
        Throwable inside = why;
        while (inside instanceof RuntimeException && inside.getCause() != null) {
            inside = inside.getCause();
        }
        lastFailure = Reason.words(inside);
    }

    private void changed(CircuitBreakerOnStateTransitionEvent event) {
        switch (event.getStateTransition().getToState()) {
            case OPEN -> opened();
            case HALF_OPEN -> halfOpened();
            case CLOSED -> closed();
            default -> LOG.debug("instance={} breaker {}", breaker.getName(), event.getStateTransition());
        }
    }

    private void opened() {
        String why;
        synchronized (this) {
            opened++;
            openedInARow++;
            Duration wait = Duration.ofMillis(breaker.getCircuitBreakerConfig()
                    .getWaitIntervalFunctionInOpenState()
                    .apply(openedInARow));
            nextTrial = clock.instant().plus(wait);
            why = (openedInARow == 1
                            ? "its breaker opened after " + breaker.getMetrics().getNumberOfFailedCalls()
                                    + " failures in a row"
                            : "its breaker opened again, the trial failed")
                    + "; last: " + lastFailure + "; next trial in " + wait.toSeconds() + " s";
        }
        LOG.warn("instance={} breaker=OPEN opened={} {}", breaker.getName(), opened, why);
        fleet.hold(breaker.getName(), Hold.BREAKER, why);
    }

    private void halfOpened() {
        synchronized (this) {
            nextTrial = null;
        }
        LOG.info("instance={} breaker=HALF_OPEN one prompt is tried", breaker.getName());
        fleet.trial(breaker.getName(), true);
        fleet.admit(breaker.getName(), Hold.BREAKER);
    }

    private void closed() {
        synchronized (this) {
            nextTrial = null;
            openedInARow = 0;
        }
        LOG.info("instance={} breaker=CLOSED", breaker.getName());
        fleet.trial(breaker.getName(), false);
        fleet.admit(breaker.getName(), Hold.BREAKER);
    }
}
