package io.showrunner.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.card.Handover.Sight;
import io.showrunner.card.Handover.Step;
import io.showrunner.config.CardSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A card of 24 GB, cleared when 18 GB are free. */
class HandoverTest {
    private static final Tenant MISTRAL = Tenant.llm("ollama");
    private static final CardSettings SETTINGS =
            new CardSettings(Map.of(), Duration.ofSeconds(600), Duration.ofSeconds(30), Duration.ofSeconds(10), null);
    private static final CardReading EMPTY = reading(23, 0);
    private static final CardReading RENDERED = reading(11, 12);
    private static final CardReading TAKEN_BY_OTHERS = reading(9, 0);

    private long seconds;

    @Test
    void aCardThatNobodyIsOnIsGivenAtOnceAndNobodyIsTold() {
        Handover handover = to(MISTRAL);

        assertThat(handover.look(sight(0, "", EMPTY))).isEqualTo(Step.DONE);
        assertThat(handover.warnings()).isEmpty();
    }

    @Test
    void whoIsThereIsToldOnceAndTheCardIsGivenWhenItsMemoryIsFree() {
        Handover handover = to(MISTRAL);

        assertThat(handover.look(sight(0, "ComfyUI", RENDERED))).isEqualTo(Step.TELL);
        assertThat(handover.look(sight(0, "ComfyUI", RENDERED))).isEqualTo(Step.WAIT);
        assertThat(handover.look(sight(0, "", TAKEN_BY_OTHERS))).isEqualTo(Step.WAIT);
        assertThat(handover.look(sight(0, "", EMPTY))).isEqualTo(Step.DONE);
        assertThat(handover.warnings()).isEmpty();
    }

    @Test
    void whoDoesNotLeaveInTimeIsNamed() {
        // Given
        Handover handover = to(Tenant.DIFFUSION);
        handover.look(sight(0, "mistral of ollama", reading(9, 0)));

        // When
        seconds = 30;
        Step step = handover.look(sight(0, "mistral of ollama", reading(9, 0)));

        // Then
        assertThat(step).isEqualTo(Step.DONE);
        assertThat(handover.warnings())
                .containsExactly("CARD_NOT_CLEARED: mistral of ollama did not leave the card within 30 s;"
                        + " 9216 of 24576 MB are free for it");
    }

    @Test
    void memoryThatDoesNotBecomeFreeIsNotWaitedForLongerThanItMaySettle() {
        // Given
        Handover handover = to(MISTRAL);
        handover.look(sight(0, "", TAKEN_BY_OTHERS));
        seconds = 5;
        assertThat(handover.look(sight(0, "", TAKEN_BY_OTHERS))).isEqualTo(Step.WAIT);

        // When
        seconds = 15;
        Step step = handover.look(sight(0, "", TAKEN_BY_OTHERS));

        // Then
        assertThat(step).isEqualTo(Step.DONE);
        assertThat(handover.warnings())
                .containsExactly("CARD_NOT_CLEARED: nobody of ours is on the card any more, but 10 s later"
                        + " 9216 of 24576 MB are free for it");
    }

    @Test
    void promptsOfOthersAreLetFinishWithinThePatience() {
        // Given
        Handover handover = to(MISTRAL);
        seconds = 599;
        assertThat(handover.look(sight(2, "ComfyUI", RENDERED))).isEqualTo(Step.WAIT);

        // When
        seconds = 600;
        Step step = handover.look(sight(2, "ComfyUI", RENDERED));

        // Then
        assertThat(step).isEqualTo(Step.TELL);
        assertThat(handover.warnings())
                .containsExactly("CARD_BUSY: 2 prompts of others were still on the card after 600 s");
    }

    @Test
    void aModelThatIsOnTheCardAlreadyNeedsNoMoreRoom() {
        Handover handover = to(MISTRAL);

        assertThat(handover.look(new Sight(0, "", true, TAKEN_BY_OTHERS))).isEqualTo(Step.DONE);
        assertThat(handover.warnings()).isEmpty();
    }

    @Test
    void whatComfyUiHasReservedIsItsOwnRoomAndNobodyElses() {
        assertThat(RENDERED.isEnough(Tenant.DIFFUSION, SETTINGS)).isTrue();
        assertThat(RENDERED.isEnough(MISTRAL, SETTINGS)).isFalse();
    }

    @Test
    void aCardWhoseMemoryIsNotKnownIsGivenAndTheWarningSaysSo() {
        Handover handover = to(Tenant.DIFFUSION);

        assertThat(handover.look(sight(0, "", null))).isEqualTo(Step.DONE);
        assertThat(handover.warnings()).singleElement().asString().startsWith("CARD_NOT_MEASURED: ");
    }

    private Handover to(Tenant tenant) {
        return new Handover(tenant, SETTINGS, () -> Duration.ofSeconds(seconds).toNanos());
    }

    private static Sight sight(int prompts, String present, CardReading reading) {
        return new Sight(prompts, present, false, reading);
    }

    private static CardReading reading(long freeGb, long usedByComfyUiGb) {
        return new CardReading(24L << 30, freeGb << 30, usedByComfyUiGb << 30, 0);
    }
}
