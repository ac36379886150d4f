package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.config.WorkflowValues;
import io.showrunner.story.Json;
import io.showrunner.story.SceneSpec;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped templates, as they are posted: what changed against the file, field by field, and nothing else. */
class ShippedWorkflowsTest {
    private static final String PREFIX = "showrunner/story-orchard/scene-001/id/frame";
    private static final BigInteger SEED = new BigInteger("18446744073709551615");
    private static final Keyframe KEYFRAME = new Keyframe(Path.of("a.png"), "showrunner", "0123.png");

    private WorkflowValues values = WorkflowValues.none();
    private final WorkflowTemplates templates = RenderHome.templates(RenderHome.SHIPPED);

    @Test
    void allFourAreRight() {
        assertThat(templates.problems()).isEmpty();
        assertThat(templates.names()).containsExactly("smoke", "svd-img2vid", "txt2img-keyframe", "txt2img-svd");
        assertThat(templates.get(null).name()).isEqualTo("txt2img-svd");
    }

    @Test
    void txt2imgSvdDrawsAKeyframeAndMovesIt() {
        assertThat(changes("txt2img-svd"))
                .containsExactlyInAnyOrder(
                        "11.text = \"Symmetrical dolly along a terraced orbital orchard\"",
                        "12.text = \"blurry, watermark\"",
                        "13.width = 1280",
                        "13.height = 720",
                        "14.seed = 18446744073709551615",
                        "16.filename_prefix = \"showrunner/story-orchard/scene-001/id/keyframe\"",
                        "4.width = 1280",
                        "4.height = 720",
                        "4.video_frames = 14",
                        "4.fps = 8",
                        "5.seed = 18446744073709551615",
                        "7.filename_prefix = \"showrunner/story-orchard/scene-001/id/frame\"");
    }

    @Test
    void settingsReachTheInputsThatTheMappingNames() {
        values = new WorkflowValues(30, 3.5, 90, "SD15/film.safetensors", "SVD/svd.safetensors");

        assertThat(changes("txt2img-svd"))
                .contains(
                        "10.ckpt_name = \"SD15/film.safetensors\"",
                        "1.ckpt_name = \"SVD/svd.safetensors\"",
                        "4.motion_bucket_id = 90",
                        "5.steps = 30",
                        "5.cfg = 3.5")
                .hasSize(12 + 5);
        assertThat(changes("svd-img2vid"))
                .contains("1.ckpt_name = \"SVD/svd.safetensors\"", "4.motion_bucket_id = 90", "5.steps = 30")
                .hasSize(7 + 4);
        assertThat(changes("txt2img-keyframe"))
                .contains("10.ckpt_name = \"SD15/film.safetensors\"", "14.steps = 30", "14.cfg = 3.5")
                .hasSize(6 + 3);
        assertThat(changes("smoke")).hasSize(5);
    }

    @Test
    void svdImg2vidMovesTheScenesOwnKeyframe() {
        assertThat(changes("svd-img2vid"))
                .containsExactlyInAnyOrder(
                        "2.image = \"showrunner/0123.png\"",
                        "4.width = 1280",
                        "4.height = 720",
                        "4.video_frames = 14",
                        "4.fps = 8",
                        "5.seed = 18446744073709551615",
                        "7.filename_prefix = \"showrunner/story-orchard/scene-001/id/frame\"");
    }

    @Test
    void txt2imgKeyframeDrawsOnePicture() {
        assertThat(changes("txt2img-keyframe"))
                .containsExactlyInAnyOrder(
                        "11.text = \"Symmetrical dolly along a terraced orbital orchard\"",
                        "12.text = \"blurry, watermark\"",
                        "13.width = 1280",
                        "13.height = 720",
                        "14.seed = 18446744073709551615",
                        "16.filename_prefix = \"showrunner/story-orchard/scene-001/id/frame\"");
    }

    @Test
    void smokeNeedsNoModel() {
        assertThat(changes("smoke"))
                .containsExactlyInAnyOrder(
                        "1.batch_size = 14",
                        "2.seed = 18446744073709551615",
                        "3.width = 1280",
                        "3.height = 720",
                        "4.filename_prefix = \"showrunner/story-orchard/scene-001/id/frame\"");
        assertThat(templates.get("smoke").workflow().findValues("ckpt_name")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "txt2img-svd, 14, 1280, 720",
        "svd-img2vid, 14, 1280, 720",
        "txt2img-keyframe, 1, 1280, 720",
        "smoke, 14, 1280, 720"
    })
    void saysWhatTheResultWillBe(String workflow, int frames, int width, int height) {
        PatchedWorkflow patched = patch(workflow, PREFIX, SEED);

        assertThat(List.of(patched.frames(), patched.width(), patched.height())).containsExactly(frames, width, height);
    }

    @ParameterizedTest
    @ValueSource(strings = {"__SCENE_PROMPT__", "[\"4\", 0]", "${env:PATH} {{seed}} embedding:../../x", "</text>\\\""})
    void wordsThatLookLikeSomethingOfTheTemplateAreText(String words) {
        SceneSpec scene = new SceneSpec("scene-001", words, words, words, words, null, 14, words, null, null);

        JsonNode posted = WorkflowPatcher.patch(
                        templates.get("txt2img-svd"),
                        SceneValues.of(scene, RenderHome.request("txt2img-svd"), values, SEED, PREFIX, KEYFRAME),
                        14)
                .workflow();

        assertThat(posted.findValuesAsText("text"))
                .anySatisfy(text -> assertThat(text).contains(words));
        assertThat(posted.findValues("text"))
                .allSatisfy(text -> assertThat(text.isTextual()).isTrue());
    }

    @Test
    void aBriefWithoutSizeLeavesTheTemplatesOwn() {
        PatchedWorkflow patched = WorkflowPatcher.patch(templates.get("smoke"), Map.of(), 25);

        assertThat(List.of(patched.frames(), patched.width(), patched.height())).containsExactly(25, 512, 288);
    }

    @ParameterizedTest
    @ValueSource(strings = {"txt2img-svd", "svd-img2vid", "txt2img-keyframe", "smoke"})
    void theHashIgnoresThePrefixAndSeesTheSeed(String workflow) {
        String hash = patch(workflow, PREFIX, SEED).hash();

        assertThat(hash)
                .hasSize(64)
                .isEqualTo(patch(workflow, "showrunner/other/frame", SEED).hash())
                .isNotEqualTo(patch(workflow, PREFIX, BigInteger.ONE).hash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"txt2img-svd", "svd-img2vid", "txt2img-keyframe", "smoke"})
    void everyNodeHasAPhaseAndTheTemplateItsDescription(String workflow) {
        WorkflowTemplate template = templates.get(workflow);

        assertThat(template.phases().keySet()).isEqualTo(fieldNames(template.workflow()));
        assertThat(template.phases().values()).isSubsetOf("load", "inference", "video", "save");
        assertThat(template.description()).isNotBlank();
        assertThat(template.vramEstimate()).isPresent();
    }

    @Test
    void everyDeclaredModelIsOneThatANodeLoads() {
        assertThat(templates.names())
                .allSatisfy(
                        name -> assertThat(templates.get(name).otherModels()).isEmpty());
        assertThat(templates.get("svd-img2vid").needsKeyframe()).isTrue();
        assertThat(templates.get("txt2img-svd").needsKeyframe()).isFalse();
    }

    private PatchedWorkflow patch(String workflow, String prefix, BigInteger seed) {
        return WorkflowPatcher.patch(
                templates.get(workflow),
                SceneValues.of(RenderHome.spec(), RenderHome.request(workflow), values, seed, prefix, KEYFRAME),
                14);
    }

    private List<String> changes(String workflow) {
        JsonNode file = Json.read(RenderHome.SHIPPED.resolve(workflow + ".workflow.json"), ObjectNode.class);
        JsonNode posted = patch(workflow, PREFIX, SEED).workflow();
        assertThat(fieldNames(posted)).isEqualTo(fieldNames(file));
        List<String> changes = new ArrayList<>();
        posted.properties().forEach(node -> {
            JsonNode before = file.get(node.getKey());
            assertThat(node.getValue().get("class_type")).isEqualTo(before.get("class_type"));
            assertThat(fieldNames(node.getValue().get("inputs"))).isEqualTo(fieldNames(before.get("inputs")));
            node.getValue().get("inputs").properties().forEach(input -> {
                if (!input.getValue().equals(before.get("inputs").get(input.getKey()))) {
                    changes.add(node.getKey() + "." + input.getKey() + " = " + input.getValue());
                }
            });
        });
        return changes;
    }

    private static Set<String> fieldNames(JsonNode node) {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
