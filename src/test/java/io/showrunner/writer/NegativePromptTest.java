package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegativePromptTest {
    private static final NegativePrompt NEGATIVE = new NegativePrompt("blur, text, watermark");

    @Test
    void theDefectsWhatTheBriefForbidsAndWhatTheSceneAddsAreInItOnce() {
        assertThat(NEGATIVE.of("people; Blur", "lens flare, people ,, TEXT", "a lamp room"))
                .isEqualTo("blur, text, watermark, people, lens flare");
        assertThat(NEGATIVE.of(null, null, "a lamp room")).isEqualTo("blur, text, watermark");
        assertThat(NEGATIVE.of(null, "fog", null))
                .as("of a scene that is not written")
                .endsWith("watermark, fog");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            neon text above a door       | blur, watermark, fog
            motion blur of a passing car | text, watermark, fog
            fog over the sea             | blur, text, watermark
            a sea without fog, no text   | blur, text, watermark, fog
            blurred texture, foggy       | blur, text, watermark, fog
            """)
    void whatThePictureIsAskedToShowIsNotInIt(String prompt, String negative) {
        assertThat(NEGATIVE.of(null, "fog", prompt)).isEqualTo(negative);
    }

    @Test
    void whatTheBriefForbidsStaysAndTheContradictionIsNamed() {
        assertThat(NEGATIVE.of("people, fog", null, "people on a quay")).endsWith("people, fog");
        assertThat(NegativePrompt.contradictions("people, fog", "people on a quay, no fog"))
                .isEqualTo("people");
        assertThat(NegativePrompt.contradictions(null, "people on a quay")).isEmpty();
    }
}
