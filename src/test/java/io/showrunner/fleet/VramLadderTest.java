package io.showrunner.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.HandClock;
import io.showrunner.config.MemorySettings;
import io.showrunner.config.SmiSettings;
import io.showrunner.fleet.MemoryAsk.Size;
import io.showrunner.fleet.MemoryVerdict.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is done about too little memory, step by step; 3000 MB are wanted, 1500 MB for the smaller size. */
class VramLadderTest {
    private static final Size WANTED = new Size("", 3_000);
    private static final Size SMALLER = new Size("half", 1_500);
    private static final MemoryAsk ONE_SIZE = new MemoryAsk("svd", List.of(WANTED));
    private static final MemoryAsk TWO_SIZES = new MemoryAsk("svd", List.of(WANTED, SMALLER));
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final HandClock clock = new HandClock(Instant.EPOCH);
    private VramLadder ladder = ladder(0);

    @Test
    void enoughMemoryIsAdmittedAtTheFirstGlance() {
        assertThat(ladder.glance("gpu0", ONE_SIZE, 3_000L)).isEqualTo(MemoryVerdict.admit(WANTED, null));
        assertThat(ladder.mayFollow("gpu0", "svd", WANTED, 3_000L)).isTrue();
    }

    @Test
    void memoryThatNobodyKnowsHoldsNothingBack() {
        assertThat(ladder.glance("gpu0", ONE_SIZE, null).step()).isEqualTo(Step.ADMIT);
        assertThat(ladder.judge("gpu0", ONE_SIZE, null, 0).step()).isEqualTo(Step.ADMIT);
        assertThat(ladder.mayFollow("gpu0", "svd", WANTED, null)).isTrue();
    }

    @Test
    void tooLittleIsClearedFirstAndTheSceneSaysSo() {
        assertThat(ladder.glance("gpu0", ONE_SIZE, 2_999L).step()).isEqualTo(Step.LOOK);
        assertThat(judged(ONE_SIZE, 2_999).step()).isEqualTo(Step.FREE);

        MemoryVerdict healed = judged(ONE_SIZE, 20_000);

        assertThat(healed.size()).isEqualTo(WANTED);
        assertThat(healed.note()).startsWith("VRAM_FREED:").contains("20000 MB");
        assertThat(ladder.pressures()).isOne();
        assertThat(ladder.frees()).isOne();
    }

    @Test
    void whatClearingDoesNotHealMakesTheSceneSmallerAndNothingIsPostedBehindIt() {
        judged(TWO_SIZES, 2_000);

        MemoryVerdict smaller = judged(TWO_SIZES, 2_000);

        assertThat(smaller.size()).isEqualTo(SMALLER);
        assertThat(smaller.note()).startsWith("VRAM_PRESSURE:").contains("2000 MB", "3000 MB");
        assertThat(ladder.downgrades()).isOne();
        assertThat(ladder.mayFollow("gpu0", "svd", SMALLER, 2_000L)).isFalse();
    }

    @Test
    void aSceneThatIsSmallerFromTheStartCountsAsOne() {
        ladder.glance("gpu0", new MemoryAsk("svd", List.of(SMALLER)), 20_000L);

        assertThat(ladder.downgrades()).isOne();
    }

    @Test
    void memoryIsClearedOnceInAnEpisodeAndTheWarningComesOnce() {
        judged(TWO_SIZES, 2_000);
        judged(TWO_SIZES, 2_000);

        assertThat(judged(TWO_SIZES, 2_000).step()).isEqualTo(Step.ADMIT);
        assertThat(ladder.frees()).isOne();
        assertThat(ladder.pressures()).isOne();
    }

    @Test
    void theMemoryOfOthersIsNotClearedAndTheServerIsHeldUntilTheyHaveGone() {
        assertThat(ladder.judge("gpu0", TWO_SIZES, 1_000L, 2).step()).isEqualTo(Step.HOLD);
        ladder.hold("gpu0");
        assertThat(ladder.held()).containsExactly("gpu0");

        assertThat(ladder.mayAdmit("gpu0", 1_000L, 1, true)).isFalse();
        assertThat(ladder.mayAdmit("gpu0", 1_000L, 0, true)).isTrue();
        assertThat(ladder.held()).isEmpty();
        assertThat(judged(TWO_SIZES, 1_000).step()).isEqualTo(Step.FREE);
    }

    @Test
    void aServerIsHeldWhenNoSizeFitsUntilThereIsMemoryAgain() {
        // Given
        judged(TWO_SIZES, 1_000);
        assertThat(judged(TWO_SIZES, 1_000).step()).isEqualTo(Step.HOLD);

        // When
        boolean tooSoon = ladder.mayAdmit("gpu0", 1_499L, 0, false);
        boolean enough = ladder.mayAdmit("gpu0", 20_000L, 0, false);

        // Then
        assertThat(tooSoon).isFalse();
        assertThat(enough).isTrue();
        MemoryVerdict again = judged(TWO_SIZES, 20_000);
        assertThat(again).isEqualTo(MemoryVerdict.admit(WANTED, null));
    }

    @Test
    void whenTheHoldTakesTooLongAnotherServerGoesOnAndTheHoldToo() {
        held();
        clock.pass(TIMEOUT);

        assertThat(ladder.mayAdmit("gpu0", 1_000L, 0, true)).isFalse();
        clock.pass(TIMEOUT);
        assertThat(ladder.mayAdmit("gpu0", 1_000L, 0, true)).isFalse();

        assertThat(ladder.escalations()).as("one alert for the whole time").isOne();
        assertThat(ladder.held()).containsExactly("gpu0");
    }

    @Test
    void theOnlyServerIsTriedWithTheSmallestSizeAndWhatWorkedOnceIsEnoughFromThenOn() {
        // Given
        held();
        clock.pass(TIMEOUT);
        assertThat(ladder.mayAdmit("gpu0", 1_000L, 0, false)).isTrue();

        // When
        MemoryVerdict trial = judged(TWO_SIZES, 1_000);
        ladder.succeeded("gpu0", "svd", SMALLER, 1_000L, 1_000L);

        // Then
        assertThat(trial.size()).isEqualTo(SMALLER);
        assertThat(trial.note()).startsWith("VRAM_TRIAL:");
        assertThat(judged(TWO_SIZES, 980).size()).isEqualTo(SMALLER);
        assertThat(judged(TWO_SIZES, 900).step())
                .as("what the scene left there may help")
                .isEqualTo(Step.FREE);
        assertThat(judged(TWO_SIZES, 900).step()).isEqualTo(Step.HOLD);
    }

    @Test
    void aTrialThatRunsOutOfMemoryProvesNothing() {
        // Given
        held();
        clock.pass(TIMEOUT);
        ladder.mayAdmit("gpu0", 1_000L, 0, false);
        judged(TWO_SIZES, 1_000);

        // When
        ladder.ranOut("gpu0", "svd");

        // Then
        assertThat(judged(TWO_SIZES, 1_000).step()).isEqualTo(Step.FREE);
        assertThat(judged(TWO_SIZES, 1_000).step()).isEqualTo(Step.HOLD);
    }

    @Test
    void tooLittleAfterASceneIsSaidAndClearedBeforeTheNext() {
        // Given
        ladder.glance("gpu0", ONE_SIZE, 8_000L);

        // When
        assertThat(ladder.succeeded("gpu0", "svd", WANTED, 8_000L, 1_200L))
                .hasValueSatisfying(note -> assertThat(note).startsWith("VRAM_PRESSURE:"));

        // Then
        assertThat(ladder.pressures()).isOne();
        assertThat(ladder.mayFollow("gpu0", "svd", WANTED, 1_200L)).isFalse();
        assertThat(ladder.isLow("gpu0")).isTrue();
        assertThat(ladder.glance("gpu0", ONE_SIZE, 1_200L).step()).isEqualTo(Step.LOOK);
        assertThat(judged(ONE_SIZE, 1_200).step()).isEqualTo(Step.FREE);
        assertThat(judged(ONE_SIZE, 8_000).step()).isEqualTo(Step.ADMIT);
        assertThat(ladder.isLow("gpu0")).isFalse();
    }

    @Test
    void modelsThatTheSameWorkflowKeepsAreNotClearedAgainAndAgain() {
        // Given
        judged(ONE_SIZE, 1_200);
        judged(ONE_SIZE, 8_000);

        // When
        assertThat(ladder.succeeded("gpu0", "svd", WANTED, 8_000L, 1_200L)).isEmpty();

        // Then
        assertThat(ladder.glance("gpu0", ONE_SIZE, 1_200L).step()).isEqualTo(Step.ADMIT);
        assertThat(ladder.mayFollow("gpu0", "svd", WANTED, 1_200L)).isTrue();
        assertThat(ladder.glance("gpu0", new MemoryAsk("other", List.of(WANTED)), 1_200L)
                        .step())
                .isEqualTo(Step.LOOK);
        assertThat(ladder.glance("gpu0", ONE_SIZE, 600L).step())
                .as("somebody else took more")
                .isEqualTo(Step.LOOK);
    }

    @Test
    void memoryIsClearedAfterSoManyScenesHoweverMuchIsFree() {
        // Given
        ladder = ladder(2);
        ladder.glance("gpu0", ONE_SIZE, 8_000L);
        ladder.succeeded("gpu0", "svd", WANTED, 8_000L, 8_000L);
        assertThat(ladder.glance("gpu0", ONE_SIZE, 8_000L).step()).isEqualTo(Step.ADMIT);
        ladder.succeeded("gpu0", "svd", WANTED, 8_000L, 8_000L);

        // When
        assertThat(ladder.mayFollow("gpu0", "svd", WANTED, 8_000L)).isFalse();
        assertThat(ladder.glance("gpu0", ONE_SIZE, 8_000L).step()).isEqualTo(Step.LOOK);
        Step step = judged(ONE_SIZE, 8_000).step();
        MemoryVerdict after = judged(ONE_SIZE, 8_000);

        // Then
        assertThat(step).isEqualTo(Step.FREE);
        assertThat(after).isEqualTo(MemoryVerdict.admit(WANTED, null));
        assertThat(ladder.pressures()).isZero();
    }

    private void held() {
        judged(TWO_SIZES, 1_000);
        assertThat(judged(TWO_SIZES, 1_000).step()).isEqualTo(Step.HOLD);
    }

    private MemoryVerdict judged(MemoryAsk ask, long free) {
        MemoryVerdict verdict = ladder.judge("gpu0", ask, free, 0);
        if (verdict.step() == Step.HOLD) {
            ladder.hold("gpu0");
        }
        return verdict;
    }

    private VramLadder ladder(int freeEvery) {
        return new VramLadder(
                new MemorySettings(true, TIMEOUT, freeEvery, true, false, new SmiSettings("nvidia-smi", Map.of())),
                clock);
    }
}
