package io.showrunner.manifest;

import static io.showrunner.frames.RenderedScene.SCENE;
import static io.showrunner.frames.RenderedScene.STORY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.showrunner.frames.RenderedScene;
import io.showrunner.manifest.SceneManifest.Frame;
import io.showrunner.story.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneManifestsTest {
    @TempDir
    Path root;

    private SceneManifests manifests;

    @BeforeEach
    void aPublishedScene() throws IOException {
        manifests = new SceneManifests(RenderedScene.published(root).store, RenderedScene.CLOCK);
    }

    @Test
    void theFileKeepsItsSchemaWhichNoticesAMissingAndAnUnknownKey() {
        JsonNode manifest = Json.read(manifests.file(STORY, SCENE), JsonNode.class);
        assertThat(schema().validate(manifest)).isEmpty();

        ((ObjectNode) manifest.at("/frames/0")).put("invented", 1).remove("pixels");

        assertThat(schema().validate(manifest)).hasSize(2);
    }

    @Test
    void itSaysHowTheSceneWasMade() {
        SceneManifest manifest = manifests.read(STORY, SCENE).orElseThrow();

        assertThat(manifest.runId()).isEqualTo("20261123-100000");
        assertThat(manifest.workflow().template()).isEqualTo("smoke");
        assertThat(manifest.workflow().file()).isEqualTo("scenes/scene-001/attempts/1/workflow.json");
        assertThat(manifest.workflow().fileSha256()).hasSize(64);
        assertThat(manifest.seed().value()).isEqualTo(42);
        assertThat(manifest.samplers()).hasSize(1);
        assertThat(manifest.output())
                .returns(32, SceneManifest.Output::width)
                .returns(18, SceneManifest.Output::height)
                .returns(3, SceneManifest.Output::frameCount)
                .returns(manifest.rootHash(), SceneManifest.Output::rootHash);
        assertThat(manifest.frames())
                .extracting(Frame::file)
                .containsExactly("frame_00001.png", "frame_00002.png", "frame_00003.png");
        assertThat(manifest.timings())
                .returns(18.0, SceneManifest.Timings::executionSeconds)
                .returns(2.0, SceneManifest.Timings::waitSeconds);
        assertThat(manifest.instance().id()).isEqualTo("gpu0");
        assertThat(manifest.keyframe()).isNull();
    }

    @Test
    void theRootHashDependsOnThePixelsAndTheirOrderAlone() {
        Frame one = new Frame("a.png", 1, 8, 8, "file-1", "pixels-1");
        Frame two = new Frame("b.png", 2, 8, 8, "file-2", "pixels-2");
        Frame oneElsewhere = new Frame("c.png", 3, 8, 8, "file-3", "pixels-1");

        String root = SceneManifest.rootHash(List.of(one, two));

        assertThat(root).isEqualTo(SceneManifest.rootHash(List.of(oneElsewhere, two)));
        assertThat(root).isNotEqualTo(SceneManifest.rootHash(List.of(two, one)));
    }

    private static JsonSchema schema() {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(Json.read(Path.of("config/schemas/scene-manifest.schema.json"), JsonNode.class));
    }
}
