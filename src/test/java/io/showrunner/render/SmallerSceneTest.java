package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.showrunner.fleet.MemoryAsk.Size;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderJob.Downgrade;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scene of 1280x720 and 14 frames that is made with less memory, by the shipped profiles. */
class SmallerSceneTest {
    private static final int MINIMUM = 3_000;

    @TempDir
    Path folder;

    private RendererHome home;

    @BeforeEach
    void aWaitingScene() {
        home = new RendererHome(new RenderHome(folder, RenderHome.request("txt2img-svd"), Priority.NORMAL));
    }

    @Test
    void aSmallerSizeNeedsLessMemoryByTheEstimatesOfTheMapping() {
        assertThat(needs(true).of(home.scene.scene()).ask().sizes())
                .containsExactly(new Size("", 3_000), new Size("three-quarters", 2_035), new Size("half", 1_392));
    }

    @Test
    void whoWantsNoSmallerScenesGetsNone() {
        assertThat(needs(false).of(home.scene.scene()).ask().sizes()).containsExactly(new Size("", 3_000));
    }

    @Test
    void theSizeInWhichASceneRanOutOfMemoryIsNotTriedAgain() throws Exception {
        home.failed(FailureKind.OOM);

        assertThat(needs(true).of(home.scene.scene()).ask().sizes())
                .extracting(Size::name)
                .containsExactly("three-quarters", "half");
        assertThat(needs(false).of(home.scene.scene()).ask().sizes())
                .extracting(Size::name)
                .containsExactly("");
    }

    @Test
    void whatIsPostedIsSmallerAndWhatWasAskedForIsKept() {
        // When
        RenderJob job = prepared("half");

        // Then
        assertThat(job).returns(640, RenderJob::width).returns(360, RenderJob::height);
        assertThat(job.downgrade()).isEqualTo(new Downgrade("half", "for a test", 1280, 720, 14));
        assertThat(job.downgraded())
                .hasValue(
                        "PRESET_DOWNGRADED: made as half with 640x360 and 14 frames instead of 1280x720 and 14 frames:"
                                + " for a test");
        JsonNode posted = Json.read(home.scene.attempt(1).resolve("workflow.json"), JsonNode.class);
        assertThat(posted.at("/13/inputs/width").asInt()).isEqualTo(640);
        assertThat(posted.at("/4/inputs/height").asInt()).isEqualTo(360);
        assertThat(posted.at("/6/class_type").asText()).isEqualTo("VAEDecodeTiled");
        assertThat(posted.at("/6/inputs/samples").isArray()).isTrue();
        assertThat(posted.at("/6/inputs/tile_size").asInt()).isEqualTo(512);
    }

    @Test
    void aProfileMayTakeAQuantizedModelAndLeaveTheSize() {
        // Given
        SmallerProfile quantized = new SmallerProfile(
                "quantized",
                1,
                null,
                9_000,
                null,
                Map.of("checkpoint_svd", TextNode.valueOf("svd_xt_fp8.safetensors")));

        // When
        RenderJob job = home.scene
                .jobs()
                .prepare(
                        home.scene.scene(),
                        home.scene.gpu0,
                        Optional.empty(),
                        Optional.of(new Smaller(quantized, "for a test")),
                        true);

        // Then
        assertThat(job).returns(1280, RenderJob::width).returns(14, RenderJob::expectedFrames);
        assertThat(job.knobs().get("checkpoint_svd").asText()).isEqualTo("svd_xt_fp8.safetensors");
    }

    @Test
    void anotherSizeIsAnotherWorkflow() {
        assertThat(prepared("half").workflowHash())
                .isNotEqualTo(prepared("three-quarters").workflowHash());
    }

    private RenderJob prepared(String profile) {
        SmallerProfile smaller = RenderHome.templates(RenderHome.SHIPPED).get("txt2img-svd").smaller().stream()
                .filter(each -> each.name().equals(profile))
                .findFirst()
                .orElseThrow();
        return home.scene
                .jobs()
                .prepare(
                        home.scene.scene(),
                        home.scene.gpu0,
                        Optional.empty(),
                        Optional.of(new Smaller(smaller, "for a test")),
                        true);
    }

    private MemoryNeeds needs(boolean downgrade) {
        return new MemoryNeeds(home.scene.store, RenderHome.templates(RenderHome.SHIPPED), MINIMUM, downgrade);
    }
}
