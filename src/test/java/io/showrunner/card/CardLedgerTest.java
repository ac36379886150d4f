package io.showrunner.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A patience of five minutes. */
class CardLedgerTest {
    private static final Tenant MISTRAL = Tenant.llm("lm-studio");
    private static final Tenant FALLBACK = Tenant.llm("ollama");
    private static final Demand NOTHING = new Demand(0, 0, 0);
    private static final Demand SCENES = new Demand(0, 3, 0);
    private static final Demand SCENES_AND_BRIEFS = new Demand(0, 3, 2);

    private long seconds;
    private final CardLedger ledger = new CardLedger(
            Duration.ofMinutes(5), () -> Duration.ofSeconds(seconds).toNanos());

    @Test
    void storiesComeBeforeTheirScenesWhenNobodyHasTheCard() {
        ledger.enter(MISTRAL);

        assertThat(ledger.look(SCENES_AND_BRIEFS)).contains(MISTRAL);
    }

    @Test
    void aPromptThatAnEarlierRunLeftThereComesBeforeEverything() {
        ledger.enter(MISTRAL);

        assertThat(ledger.look(new Demand(1, 0, 1))).contains(Tenant.DIFFUSION);
    }

    @Test
    void nobodyBeginsWhileTheCardChangesHands() {
        // Given
        give(MISTRAL, NOTHING);
        assertThat(ledger.begin(MISTRAL)).isTrue();
        ledger.leave(MISTRAL, true);
        ledger.look(SCENES);

        // When
        ledger.enter(MISTRAL);

        // Then
        assertThat(ledger.begin(MISTRAL)).isFalse();
        assertThat(ledger.holder()).isEmpty();
    }

    @Test
    void betweenTwoStoriesTheCardStaysForAMomentOnly() {
        // Given
        give(MISTRAL, NOTHING);
        ledger.begin(MISTRAL);
        seconds = 60;
        ledger.leave(MISTRAL, true);

        // Then
        seconds = 62;
        assertThat(ledger.look(SCENES_AND_BRIEFS)).isEmpty();
        seconds = 66;
        assertThat(ledger.look(SCENES_AND_BRIEFS)).contains(Tenant.DIFFUSION);
    }

    @Test
    void whoWaitsLongEnoughGetsTheCardWhenWhatIsInHandIsDone() {
        // Given
        give(MISTRAL, NOTHING);
        ledger.begin(MISTRAL);
        ledger.look(SCENES_AND_BRIEFS);
        seconds = 299;
        assertThat(ledger.look(SCENES_AND_BRIEFS)).isEmpty();

        // When
        seconds = 300;

        // Then
        assertThat(ledger.look(SCENES_AND_BRIEFS)).contains(Tenant.DIFFUSION);
        assertThat(ledger.isDrained(SCENES_AND_BRIEFS)).isFalse();
        ledger.leave(MISTRAL, true);
        assertThat(ledger.isDrained(SCENES_AND_BRIEFS)).isTrue();
    }

    @Test
    void aStoryThatTurnsToTheNextModelOfTheSameCardDoesNotLetScenesInBetween() {
        // Given
        give(MISTRAL, NOTHING);
        ledger.begin(MISTRAL);
        ledger.look(SCENES_AND_BRIEFS);
        ledger.leave(MISTRAL, true);

        // When
        ledger.enter(FALLBACK);

        // Then
        assertThat(ledger.look(SCENES_AND_BRIEFS)).contains(FALLBACK);
    }

    @Test
    void aRequestThatIsGivenBackWhileItWaitsIsForgotten() {
        ledger.enter(MISTRAL);
        ledger.leave(MISTRAL, false);

        assertThat(ledger.look(NOTHING)).isEmpty();
    }

    @Test
    void onlyChangesOfHandsAreCountedAndTheFirstTenantIsNone() {
        give(MISTRAL, NOTHING);
        ledger.leave(MISTRAL, false);
        assertThat(ledger.switches()).isZero();

        ledger.look(SCENES);
        ledger.handedOver();

        assertThat(ledger.switches()).isOne();
        assertThat(ledger.holder()).contains(Tenant.DIFFUSION);
    }

    private void give(Tenant llm, Demand demand) {
        ledger.enter(llm);
        ledger.look(demand);
        ledger.handedOver();
    }
}
