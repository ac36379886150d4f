package io.showrunner.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.card.CardWorld.Result;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A language model and a ComfyUI server that do not fit on their card together, and a hundred random days of work. */
class OneCardTest {
    private static final int MIXES = 100;
    private static final int PATIENCE = 300;
    private static final int IN_HAND = 2 * 130 + 10;

    static LongStream seeds() {
        return LongStream.range(0, MIXES);
    }

    @ParameterizedTest(name = "mix {0}")
    @MethodSource("seeds")
    void everythingIsDoneWithoutRunningOutOfMemoryInAsFewSwitchesAsPossible(long seed) throws Exception {
        // Given
        Mix mix = Mix.random(seed);

        // When
        Result result = CardWorld.play(mix, PATIENCE);

        // Then
        assertThat(result.isDone()).as("nobody starves").isTrue();
        assertThat(result.longestWait()).isLessThanOrEqualTo(PATIENCE + IN_HAND);
        assertThat(result.outOfMemory()).isEmpty();
        assertThat(result.switches()).isLessThanOrEqualTo(FewestSwitches.of(mix, PATIENCE) + 1);
        assertThat(result.warning()).isEmpty();
    }

    @Test
    void aLedgerThatGivesTheCardAwayTooSoonSwitchesMoreOftenThanTheBoundAllows() throws Exception {
        int worst = 0;
        for (long seed = 0; seed < MIXES; seed++) {
            Mix mix = Mix.random(seed);
            int over = (int) CardWorld.play(mix, 1).switches() - FewestSwitches.of(mix, PATIENCE);
            worst = Math.max(worst, over);
        }

        assertThat(worst).isGreaterThan(1);
    }

    @Test
    void aModelThatStaysIsGivenUpAfterABoundedTimeAndTheWarningSaysSo() throws Exception {
        // When
        Result result = CardWorld.playWithAModelThatStays(Mix.random(0), PATIENCE);

        // Then
        assertThat(result.isDone()).isTrue();
        assertThat(result.outOfMemory()).isNotEmpty();
        assertThat(result.warning())
                .startsWith("CARD_NOT_CLEARED: mistral of ollama did not leave the card within 30 s; ")
                .endsWith(" of 24564 MB are free for it");
    }
}
