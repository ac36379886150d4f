package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The second number is what CLIP's own tokenizer (bpe_simple_vocab_16e6) makes of the text. */
class ClipTokensTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Wide view of a lighthouse lamp room at dawn, the old keeper's hand wiping salt from a pane, brass lens behind her, overcast coastal light, wool coat, 35mm film, soft contrast, calm composition | 44
            Macro of open ledger pages, two kinds of handwriting side by side in dark ink, dust in raking side light, brass pen resting on the paper, worn leather, 35mm macro lens, shallow focus, quiet unease | 46
            Symmetrical dolly along a terraced orbital orchard, white pruning robots standing still between fruit trees, warm grow light, floating pollen, ribs of the habitat overhead, 35mm lens, soft haze, hushed | 43
            """)
    void isNeverTooLowForEnglishAndAtMostATHirdTooHigh(String prompt, int real) {
        assertThat(ClipTokens.in(prompt)).isBetween(real, real * 4 / 3);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "keeper, 1", "lighthouse, 2", "keeper's, 2", "'35mm, f/2.8', 9", "灯台守の老女, 12"})
    void countsWordsDigitsAndMarks(String text, int tokens) {
        assertThat(ClipTokens.in(text)).isEqualTo(tokens);
    }

    @Test
    void aChunkHasRoomFor75() {
        assertThat(ClipTokens.fits("tree ".repeat(75))).isTrue();
        assertThat(ClipTokens.fits("tree ".repeat(76))).isFalse();
    }
}
