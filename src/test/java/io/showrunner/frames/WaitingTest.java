package io.showrunner.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.frames.Waiting.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private static final Duration WINDOW = Duration.ofSeconds(2);

    private long now = 7_000;

    @Test
    void filesThatDoNotChangeForAWindowHaveSettled() {
        StabilityWindow window = new StabilityWindow(WINDOW, 3, () -> now);

        assertThat(window.look(files(10))).isEqualTo(new Waiting(State.WAIT, WINDOW));
        after(1500);
        assertThat(window.look(files(10))).isEqualTo(new Waiting(State.WAIT, Duration.ofMillis(500)));
        after(500);
        assertThat(window.look(files(10)).state()).isEqualTo(State.SETTLED);
    }

    @Test
    void theWindowIsMeasuredFromTheLastChange() {
        StabilityWindow window = new StabilityWindow(WINDOW, 3, () -> now);
        window.look(files(10));
        after(1900);
        window.look(files(11));
        after(1900);

        assertThat(window.look(files(11))).isEqualTo(new Waiting(State.WAIT, Duration.ofMillis(100)));
    }

    @Test
    void aFileThatIsTouchedHasChanged() {
        StabilityWindow window = new StabilityWindow(WINDOW, 3, () -> now);
        window.look(List.of(new Fingerprint("a.png", 10, Instant.EPOCH, true)));
        after(2000);

        assertThat(window.look(List.of(new Fingerprint("a.png", 10, Instant.EPOCH.plusMillis(1), true)))
                        .state())
                .isEqualTo(State.WAIT);
    }

    @Test
    void filesThatNeverRestExhaustTheBudgetOfRetriesTimesWindow() {
        // Given
        StabilityWindow window = new StabilityWindow(WINDOW, 3, () -> now);
        int size = 0;
        Waiting waiting = window.look(files(size));
        long start = now;

        // When
        while (waiting.state() == State.WAIT) {
            now += Math.min(waiting.pause().toNanos(), Duration.ofMillis(700).toNanos());
            waiting = window.look(files(++size));
        }

        // Then
        assertThat(waiting.state()).isEqualTo(State.EXHAUSTED);
        assertThat(Duration.ofNanos(now - start)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void aWindowOfZeroIsOverAtOnce() {
        assertThat(new StabilityWindow(Duration.ZERO, 3, () -> now)
                        .look(files(1))
                        .state())
                .isEqualTo(State.SETTLED);
    }

    @Test
    void lateFramesAreNotWaitedForOnceAllAreHere() {
        LateFrames late = new LateFrames(Duration.ofSeconds(30), () -> now);
        late.look(3);
        after(100);

        assertThat(late.look(0)).isEqualTo(Waiting.settled());
    }

    @Test
    void lateFramesAreWaitedForToTheTimeoutAndNoLonger() {
        // Given
        LateFrames late = new LateFrames(Duration.ofSeconds(30), () -> now);
        Waiting waiting = late.look(1);
        Duration longest = Duration.ZERO;

        // When
        while (waiting.state() == State.WAIT) {
            longest = waiting.pause().compareTo(longest) > 0 ? waiting.pause() : longest;
            now += waiting.pause().toNanos();
            waiting = late.look(1);
        }

        // Then
        assertThat(waiting).isEqualTo(Waiting.exhausted());
        assertThat(late.waited()).isEqualTo(Duration.ofSeconds(30));
        assertThat(longest).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aTimeoutOfZeroMeansOneLook() {
        LateFrames late = new LateFrames(Duration.ZERO, () -> now);

        assertThat(late.look(1)).isEqualTo(Waiting.exhausted());
    }

    private void after(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    private static List<Fingerprint> files(long size) {
        return List.of(new Fingerprint("a.png", size, Instant.EPOCH, true));
    }
}
