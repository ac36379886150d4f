package io.showrunner.cli;

import static io.showrunner.frames.RenderedScene.SCENE;
import static io.showrunner.frames.RenderedScene.STORY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.frames.RenderedScene;
import io.showrunner.story.Json;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    @TempDir
    Path folder;

    private CommandLineUse person;
    private StoryStore store;

    @BeforeEach
    void aPublishedScene() throws IOException {
        person = new CommandLineUse(folder);
        store = RenderedScene.published(person.home.resolve("stories")).store;
        person.system.setProperty("showrunner.comfyui.instances[0].url", "http://127.0.0.1:1");
    }

    @Test
    void aStoryThatIsAsItWasEndsWithZero() {
        assertThat(person.type("verify", STORY)).isZero();

        assertThat(person.out().lines())
                .containsExactly(
                        STORY + "  WRITTEN, 1/1 scenes published, 3 frames read, 0.0 MB",
                        "everything that was published is as it was");
    }

    @Test
    void oneFlippedByteEndsWithOneAndTheNameOfTheFile() throws IOException {
        Path frame = store.frames(STORY, SCENE).resolve("frame_00003.png");
        byte[] content = Files.readAllBytes(frame);
        content[content.length - 9] ^= 1;
        Files.write(frame, content);

        assertThat(person.type("verify", STORY)).isEqualTo(1);
        assertThat(person.out())
                .contains("scenes/scene-001/frames/frame_00003.png: has changed")
                .endsWith("1 problem\n");

        assertThat(person.type("verify", STORY, "--json")).isEqualTo(1);
        JsonNode report = Json.read(person.out(), JsonNode.class);
        assertThat(report.at("/intact").asBoolean(true)).isFalse();
        assertThat(report.at("/problems/0/file").asText()).endsWith("frame_00003.png");
    }

    @Test
    void whatIsNotThereIsAWrongUse() {
        assertThat(person.type("verify", "story-none")).isEqualTo(2);
        assertThat(person.err()).contains("there is no story story-none in ");
        assertThat(person.type("verify", "../etc")).isEqualTo(2);
        assertThat(person.type("rerender", STORY, "scene-009")).isEqualTo(2);
        assertThat(person.err()).contains("there is no scene scene-009 in " + STORY);
        assertThat(person.type("rerender", STORY, SCENE, "--instance", "gpu9")).isEqualTo(2);
        assertThat(person.err()).contains("there is no ComfyUI server gpu9");
    }

    @Test
    void aSceneThatNoServerCanRenderAgainEndsWithOneAndEveryReason() {
        assertThat(person.type("rerender", STORY, SCENE)).isEqualTo(1);

        assertThat(person.err()).contains("no server took the scene: ").contains(" does not answer: ");
    }
}
