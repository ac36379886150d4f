package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Hold;
import io.showrunner.fleet.Probe;
import io.showrunner.story.Json;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tiny prompt that loads a server's models before the first scene. */
class WarmUpTest {
    private static final Probe IDLE = new Probe(0, 20_000L, 24_576L, "0.3.64");

    private final Fleet fleet = new Fleet(
            List.of(new InstanceSettings("gpu0", URI.create("http://127.0.0.1:8188"), 2, null)),
            Strategy.LEAST_LOADED,
            Clock.systemUTC());

    @Test
    void aServerThatBecomesUpIsWarmedUpOnceUntilItComesBack() {
        // Given
        WarmUp warmUp = warmUp(true);
        fleet.answered("gpu0", IDLE);

        // When
        List<String> first = warmUp.due();
        List<String> again = warmUp.due();
        IntStream.range(0, 3).forEach(i -> fleet.missed("gpu0", "refused"));
        fleet.answered("gpu0", IDLE);
        fleet.answered("gpu0", IDLE);

        // Then
        assertThat(first).containsExactly("gpu0");
        assertThat(again).isEmpty();
        assertThat(warmUp.due()).containsExactly("gpu0");
    }

    @Test
    void aServerThatWasOnlyHeldHasItsModelsStill() {
        // Given
        WarmUp warmUp = warmUp(true);
        fleet.answered("gpu0", IDLE);
        warmUp.due();

        // When
        fleet.hold("gpu0", Hold.LOW_VRAM, "for a test");
        fleet.admit("gpu0", Hold.LOW_VRAM);

        // Then
        assertThat(warmUp.due()).isEmpty();
    }

    @Test
    void nothingIsWarmedUpUnlessThatIsWanted() {
        WarmUp warmUp = warmUp(false);

        fleet.answered("gpu0", IDLE);

        assertThat(warmUp.due()).isEmpty();
    }

    @Test
    void thePromptIsTheDefaultWorkflowAtItsSmallestAndLeavesNoFile() {
        JsonNode prompt = Json.read(warmUp(true).promptBody(), JsonNode.class).path("prompt");

        assertThat(prompt.at("/1/inputs/ckpt_name").asText()).isEqualTo("svd_xt.safetensors");
        assertThat(prompt.at("/4/inputs/video_frames").asInt()).isOne();
        assertThat(prompt.at("/5/inputs/steps").asInt()).isOne();
        assertThat(prompt.at("/13/inputs/width").asInt()).isEqualTo(128);
        assertThat(prompt.findValuesAsText("class_type"))
                .contains("PreviewImage")
                .doesNotContain("SaveImage");
        assertThat(prompt.findValues("filename_prefix")).isEmpty();
    }

    private WarmUp warmUp(boolean on) {
        return new WarmUp(RenderHome.templates(RenderHome.SHIPPED), fleet, on);
    }
}
