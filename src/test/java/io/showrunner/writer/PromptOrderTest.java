package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.ClipTokens;
import org.junit.jupiter.api.Test;

class PromptOrderTest {
    private static final String CORE =
            "Mara, grey-haired keeper in a wool coat, wiping salt from a pane of the lamp room at dawn";
    private static final String STYLE =
            "cinematic composition, 35mm film grain, shallow depth of field, photorealistic detail";
    private static final String LIGHT =
            "cold light through fog, brass lens behind her, gulls on the gallery rail, wet iron stairs"
                    + ", a ledger open on the table, a ship far out with one lamp lit, coats on hooks, one kettle steaming";

    @Test
    void aPromptThatFitsIntoOneChunkStaysAsItIs() {
        assertThat(PromptOrder.of(STYLE + "; " + CORE)).isEqualTo(STYLE + "; " + CORE);
    }

    @Test
    void aLongPromptKeepsWhatIsSeenInFrontAndStyleLast() {
        // Given
        String prompt = CORE + ", " + STYLE + ". " + LIGHT + ", " + STYLE;

        // When
        String ordered = PromptOrder.of(prompt);

        // Then
        assertThat(ClipTokens.fits(prompt)).isFalse();
        assertThat(ordered).isEqualTo(CORE + ", " + LIGHT + ", " + STYLE);
        assertThat(PromptOrder.of(ordered)).isEqualTo(ordered);
    }

    @Test
    void theFirstPhraseStaysFirstWhateverItSays() {
        String prompt = "Macro lens view of a ledger page, " + STYLE + ", " + LIGHT + ", " + CORE;

        assertThat(PromptOrder.of(prompt))
                .startsWith("Macro lens view of a ledger page, cold light")
                .endsWith(STYLE);
    }
}
