package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What a scene that passes must be, said once more without the code that makes it so. */
final class SceneShape {
    private static final Map<String, int[]> TEXTS = Map.of(
            "title", new int[] {1, 80},
            "summary", new int[] {1, 300},
            "prompt", new int[] {20, 500},
            "mood", new int[] {1, 60},
            "cameraMovement", new int[] {0, 100},
            "palette", new int[] {0, 100},
            "negativePrompt", new int[] {0, 200});

    private SceneShape() {}

    static void assertExact(JsonNode scene) {
        assertThat(scene.properties()).hasSize(TEXTS.size() + 1);
        TEXTS.forEach((name, bounds) -> {
            assertThat(scene.path(name).isTextual()).as(name).isTrue();
            String text = scene.path(name).asText();
            assertThat(text).as(name).hasSizeBetween(bounds[0], bounds[1]).isEqualTo(text.strip());
            assertThat(text.codePoints().mapToObj(Character::getType))
                    .as("invisible characters in the %s", name)
                    .doesNotContain((int) Character.CONTROL, (int) Character.SURROGATE);
        });
        assertThat(scene.path("expectedFrames").isInt()).isTrue();
        assertThat(scene.path("expectedFrames").asInt()).isBetween(1, 100);
    }
}
