package io.showrunner.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.showrunner.config.BreakerSettings;
import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.BreakerView.State;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BreakersTest {
    private static final Probe IDLE = new Probe(0, 20_000L, 24_576L, "0.3.64");
    private static final Duration A_MOMENT = Duration.ofMillis(200);
    private static final Duration A_WHILE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Fleet fleet = new Fleet(
            List.of(new InstanceSettings("gpu0", URI.create("http://127.0.0.1:8188"), 2, null)),
            Strategy.LEAST_LOADED,
            Clock.systemUTC());

    @Test
    void fiveFailuresInARowOpenItAndTheServerGetsNoScene() throws Exception {
        // Given
        Breakers breakers = breakers(A_WHILE);
        CircuitBreaker breaker = breakers.add("gpu0");
        fleet.answered("gpu0", IDLE);

        // When
        fail(breaker, 4);
        assertThat(fleet.view("gpu0").state()).isEqualTo(InstanceState.UP);
        fail(breaker, 1);

        // Then
        assertThat(breakers.view("gpu0"))
                .returns(State.OPEN, BreakerView::state)
                .returns(5, BreakerView::failures)
                .returns(1, BreakerView::opened)
                .returns("refused", BreakerView::lastFailure)
                .satisfies(view -> assertThat(view.nextTrial()).isNotNull());
        assertThat(fleet.view("gpu0").state()).isEqualTo(InstanceState.DOWN);
        assertThat(fleet.view("gpu0").message()).contains("5 failures in a row", "refused");
        assertThat(fleet.isSilent("gpu0")).as("it answers probes").isFalse();
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of())).isEmpty();
    }

    @Test
    void aSuccessBeginsTheCountAnew() throws Exception {
        Breakers breakers = breakers(A_WHILE);
        CircuitBreaker breaker = breakers.add("gpu0");

        fail(breaker, 4);
        succeed(breaker);
        fail(breaker, 4);

        assertThat(breakers.view("gpu0").state()).isEqualTo(State.CLOSED);
        fail(breaker, 1);
        assertThat(breakers.view("gpu0").state()).isEqualTo(State.OPEN);
    }

    @Test
    void whatWeInterruptedOurselvesDoesNotCountAndATimeoutDoes() {
        Breakers breakers = breakers(A_WHILE);
        CircuitBreaker breaker = breakers.add("gpu0");

        IntStream.range(0, 10)
                .forEach(i ->
                        fail(breaker, new IllegalStateException(new InterruptedIOException("no connection free"))));
        assertThat(breakers.view("gpu0"))
                .returns(State.CLOSED, BreakerView::state)
                .returns(0, BreakerView::failures);

        IntStream.range(0, 5).forEach(i -> fail(breaker, new SocketTimeoutException("Read timed out")));
        assertThat(breakers.view("gpu0").state()).isEqualTo(State.OPEN);
    }

    @Test
    void anOpenOneRefusesWithinTenMillisecondsAndDoesNotCountIt() {
        // Given
        Breakers breakers = breakers(A_WHILE);
        CircuitBreaker breaker = breakers.add("gpu0");
        fail(breaker, 5);

        // When
        LongStream nanos = IntStream.range(0, 20).mapToLong(i -> {
            long start = System.nanoTime();
            assertThatThrownBy(() -> succeed(breaker)).isInstanceOf(CallNotPermittedException.class);
            return System.nanoTime() - start;
        });

        // Then
        assertThat(nanos.min().orElseThrow()).isLessThan(Duration.ofMillis(10).toNanos());
        assertThat(breakers.view("gpu0")).returns(5, BreakerView::failures).returns(1, BreakerView::opened);
    }

    @Test
    void afterItsWaitOneSceneIsOnTrialAndItsSuccessClosesIt() throws Exception {
        // Given
        Breakers breakers = breakers(A_MOMENT);
        CircuitBreaker breaker = breakers.add("gpu0");
        fleet.answered("gpu0", IDLE);
        fail(breaker, 5);

        // When
        await().atMost(PATIENCE).until(() -> fleet.view("gpu0").state() == InstanceState.UP);

        // Then
        assertThat(breakers.view("gpu0").state()).isEqualTo(State.HALF_OPEN);
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of())).isPresent();
        fleet.follow("gpu0", true);
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of()))
                .as("one on trial")
                .isEmpty();
        succeed(breaker);
        assertThat(breakers.view("gpu0").state()).isEqualTo(State.CLOSED);
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of()))
                .as("its second slot")
                .isPresent();
    }

    @Test
    void aTrialThatFailsDoublesTheWaitAndASuccessEndsThat() throws Exception {
        // Given
        Breakers breakers = breakers(A_MOMENT);
        CircuitBreaker breaker = breakers.add("gpu0");
        fail(breaker, 5);

        // When
        awaitState(breakers, State.HALF_OPEN);
        fail(breaker, 1);
        String again = fleet.view("gpu0").message();
        Duration second = waitOf(breaker, 2);
        awaitState(breakers, State.HALF_OPEN);
        succeed(breaker);

        // Then
        assertThat(breakers.view("gpu0").opened()).isEqualTo(2);
        assertThat(second).isEqualTo(A_MOMENT.multipliedBy(2));
        assertThat(waitOf(breaker, 100)).isEqualTo(Duration.ofMinutes(5));
        assertThat(again).isNotNull();
        fail(breaker, 4);
        assertThat(breakers.view("gpu0").state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aPersonClosesItByHand() {
        Breakers breakers = breakers(A_WHILE);
        CircuitBreaker breaker = breakers.add("gpu0");
        fleet.answered("gpu0", IDLE);
        fail(breaker, 5);

        breakers.reset("gpu0");

        assertThat(breakers.view("gpu0"))
                .returns(State.CLOSED, BreakerView::state)
                .returns(0, BreakerView::failures);
        assertThat(fleet.view("gpu0").state()).isEqualTo(InstanceState.UP);
    }

    @Test
    void aServerThatComesBackUnderItsOldIdBeginsWithAClosedOne() {
        Breakers breakers = breakers(A_WHILE);
        fail(breakers.add("gpu0"), 5);

        breakers.remove("gpu0");
        breakers.add("gpu0");

        assertThat(breakers.view("gpu0"))
                .returns(State.CLOSED, BreakerView::state)
                .returns(0, BreakerView::opened);
        assertThat(breakers.registry().getAllCircuitBreakers()).hasSize(1);
    }

    private Breakers breakers(Duration firstWait) {
        return new Breakers(new BreakerSettings(5, firstWait), fleet, Clock.systemUTC());
    }

    private static void awaitState(Breakers breakers, State state) {
        await().atMost(PATIENCE).until(() -> breakers.view("gpu0").state() == state);
    }

    private static Duration waitOf(CircuitBreaker breaker, int openedInARow) {
        return Duration.ofMillis(breaker.getCircuitBreakerConfig()
                .getWaitIntervalFunctionInOpenState()
                .apply(openedInARow));
    }

    private static void fail(CircuitBreaker breaker, int times) {
        IntStream.range(0, times).forEach(i -> fail(breaker, new ConnectException("refused")));
    }

    private static void fail(CircuitBreaker breaker, Exception why) {
        assertThatThrownBy(() -> breaker.executeCallable(() -> {
                    throw why;
                }))
                .isSameAs(why);
    }

    private static void succeed(CircuitBreaker breaker) throws IOException {
        breaker.executeRunnable(() -> {});
    }
}
