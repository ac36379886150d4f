package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.SilenceSettings;
import io.showrunner.render.StepTimes.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PulseTest {
    private static final SilenceSettings SHIPPED = new SilenceSettings(5, Duration.ofSeconds(60));

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

    @Test
    void aPromptThatTicksIsNeverSilent() {
        Pulse pulse = pulse(Optional.of(Duration.ofMillis(10)));
        pulse.started();

        for (int i = 0; i < 1_000; i++) {
            pass(50);
            pulse.socketHeard();
            pulse.stepped("5");
            assertThat(pulse.silence()).isEmpty();
        }
    }

    @Test
    void aPromptIsSilentAfterFiveTimesItsUsualLongestStep() {
        Pulse pulse = pulse(Optional.of(Duration.ofSeconds(20)));
        pulse.started();
        pulse.stepped("5");

        pass(100);
        pulse.socketHeard();
        assertThat(pulse.silence()).isEmpty();
        pass(0.1);
        assertThat(pulse.silence())
                .contains("it made no progress for 100.1 s at node 5; its longest step so far took 20.0 s");
    }

    @Test
    void noSilenceBelowTheLeastOneIsTooLong() {
        Pulse pulse = pulse(Optional.of(Duration.ofMillis(100)));
        pulse.started();

        pass(60);
        pulse.socketHeard();
        assertThat(pulse.silence()).isEmpty();
        pass(0.1);
        assertThat(pulse.silence()).isPresent();
    }

    @Test
    void aPromptOfWhichNothingIsKnownIsLeftToItsDeadline() {
        Pulse pulse = pulse(Optional.empty());
        pulse.started();

        pass(600);
        pulse.socketHeard();

        assertThat(pulse.silence()).isEmpty();
    }

    @Test
    void aFactorOfZeroJudgesNothing() {
        Pulse pulse = new Pulse(
                new SilenceSettings(0, Duration.ofSeconds(1)), node -> Optional.of(Duration.ofMillis(1)), nanos::get);
        pulse.started();

        pass(600);
        pulse.socketHeard();

        assertThat(pulse.silence()).isEmpty();
    }

    @Test
    void aSocketThatIsNotHeardDoesNotMakeAPromptSilent() {
        // Given
        Pulse pulse = pulse(Optional.of(Duration.ofSeconds(1)));
        pulse.started();

        // When
        pass(600);
        Optional<String> dead = pulse.silence();
        pulse.socketLost();
        pulse.socketHeard();
        Optional<String> reconnected = pulse.silence();

        // Then
        assertThat(dead).isEmpty();
        assertThat(reconnected)
                .as("its events went to the socket that was lost")
                .isEmpty();
        assertThat(pulse.isBeating()).isFalse();
    }

    @Test
    void aPromptThatHasNotBegunOrIsOverIsNotSilent() {
        Pulse pulse = pulse(Optional.of(Duration.ofSeconds(1)));
        pass(600);
        pulse.socketHeard();
        assertThat(pulse.silence()).isEmpty();

        pulse.started();
        pulse.ended();
        pass(600);
        pulse.socketHeard();
        assertThat(pulse.silence()).isEmpty();
    }

    @Test
    void theLongestStepOfEachNodeIsKept() {
        // Given
        Pulse pulse = pulse(Optional.empty());
        pulse.started();

        // When
        pass(0.5);
        pulse.stepped("1");
        pass(8);
        pulse.stepped("5");
        pass(2);
        pulse.stepped("5");
        pass(3);
        pulse.stepped("5");
        pass(1);
        pulse.ended();

        // Then
        assertThat(pulse.steps())
                .isEqualTo(Map.of(
                        "", new Step(Duration.ofMillis(500), false),
                        "1", new Step(Duration.ofSeconds(8), false),
                        "5", new Step(Duration.ofSeconds(3), true)));
    }

    private Pulse pulse(Optional<Duration> usual) {
        return new Pulse(SHIPPED, node -> usual, nanos::get);
    }

    private void pass(double seconds) {
        nanos.addAndGet(Math.round(seconds * 1e9));
    }
}
