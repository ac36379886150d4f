package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a test or the demo can choose about the simulated server. */
class ComfyUiOptionsTest {
    @Test
    void missingNodeClassIsRefusedAndNotListed() {
        try (var server = start(fast().missingNodes("SVD_img2vid_Conditioning"))) {
            var reply = server.post("/prompt", Wire.text(Graph.video(1, 2).request()));
            assertThat(reply.statusCode()).isEqualTo(400);
            assertThat(reply.body()).contains("Cannot execute because node SVD_img2vid_Conditioning does not exist.");
            assertThat(server.json("/object_info").has("SVD_img2vid_Conditioning"))
                    .isFalse();
        }
    }

    @Test
    void missingModelIsAValueThatIsNotInTheList() {
        try (var server = start(fast().models(Map.of("checkpoints", List.of("other.safetensors"))))) {
            var reply = server.post("/prompt", Wire.text(Graph.keyframe(1, 1).request()));
            assertThat(reply.statusCode()).isEqualTo(400);
            JsonNode errors = ComfyServer.parse(reply.body())
                    .path("node_errors")
                    .path("10")
                    .path("errors");
            assertThat(errors.path(0).path("type").asText()).isEqualTo("value_not_in_list");
            assertThat(errors.path(0).path("details").asText())
                    .isEqualTo("ckpt_name: 'v1-5-pruned-emaonly.safetensors' not in ['other.safetensors']");
        }
    }

    @Test
    void givenFolderHoldsTheFilesAndStaysWhenTheServerIsClosed(@TempDir Path outputs) throws IOException {
        try (var server = start(fast().outputDirectory(outputs))) {
            server.run(new Graph().emptyImage(1, 1).save("kept/frame"));
        }
        assertThat(Files.size(outputs.resolve("kept/frame_00001_.png"))).isPositive();
    }

    @Test
    void ownFolderIsRemovedWhenTheServerIsClosed() {
        Path own;
        try (var server = start(fast())) {
            server.run(Graph.stills(1));
            own = server.simulator().outputDirectory();
            assertThat(own).isDirectory();
        }
        assertThat(own).doesNotExist();
    }

    @Test
    void takenPortIsSaid() {
        try (var first = start(fast())) {
            ComfyUiOptions samePort = fast().port(first.simulator().port()).build();
            assertThatThrownBy(() -> ComfyUiSimulator.start(samePort))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot listen on port " + samePort.port());
        }
    }

    @Test
    void cardAndVersionAreReported() {
        try (var server = start(fast().version("0.3.40").gpu(Gpu.ofSize("Toy", 8_192)))) {
            JsonNode stats = server.json("/system_stats");
            assertThat(stats.path("system").path("comfyui_version").asText()).isEqualTo("0.3.40");
            assertThat(stats.path("devices").path(0).path("name").asText()).startsWith("cuda:0 Toy");
            assertThat(stats.path("devices").path(0).path("vram_total").asLong())
                    .isEqualTo(8_192L * 1024 * 1024);
        }
    }

    @Test
    void olderServerChoosesThePromptIdItself() {
        try (var server = start(fast().version("0.3.44").takesPromptId(false))) {
            String wanted = UUID.randomUUID().toString();
            assertThat(server.submit(Graph.stills(1).request().put("prompt_id", wanted)))
                    .isNotEqualTo(wanted);
        }
    }

    @Test
    void paceAndCardRefuseWhatMakesNoSense() {
        assertThatThrownBy(() -> Pace.watchable().scaled(-1)).hasMessageContaining("pace scale");
        assertThatThrownBy(() -> Pace.watchable().withHistory(Duration.ofSeconds(-1)))
                .hasMessageContaining("negative");
        assertThatThrownBy(() -> Gpu.ofSize("Toy", 100)).hasMessageContaining("100 MB");
    }

    @Test
    void labelOfTheClientDecidesWhatIsDrawn() throws IOException {
        try (var server = start(fast())) {
            BufferedImage forest = labelled(server, "Deep forest at night");
            BufferedImage again = labelled(server, "Deep forest at night");
            BufferedImage ocean = labelled(server, "Open ocean under a red sun");
            assertThat(pixels(again)).isEqualTo(pixels(forest));
            assertThat(pixels(ocean)).isNotEqualTo(pixels(forest));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Pictures.class,
            names = {"NOISE", "GRAIN"})
    void noiseIsAWholePictureThatNoOtherSeedHas(Pictures pictures) throws IOException {
        try (var server = start(fast().pictures(pictures))) {
            BufferedImage first = picture(server, 1);
            assertThat(first.getWidth()).isEqualTo(64);
            assertThat(pixels(picture(server, 2))).isNotEqualTo(pixels(first));
        }
    }

    private static BufferedImage picture(ComfyServer server, int color) throws IOException {
        JsonNode entry = server.run(new Graph().emptyImage(1, color).save("noise/" + UUID.randomUUID() + "/frame"));
        JsonNode listed = entry.path("outputs").findValue("images").get(0);
        Path file = server.simulator()
                .outputDirectory()
                .resolve(listed.path("subfolder").asText())
                .resolve(listed.path("filename").asText());
        return ImageIO.read(file.toFile());
    }

    private static ComfyUiOptions.Builder fast() {
        return ComfyUiOptions.builder().pace(Pace.watchable().scaled(0.02));
    }

    private static ComfyServer start(ComfyUiOptions.Builder options) {
        return ComfyServer.simulated(options.build());
    }

    private static BufferedImage labelled(ComfyServer server, String prompt) throws IOException {
        Graph graph = new Graph()
                .emptyImage(1, 7)
                .save(UUID.randomUUID() + "/frame")
                .with("1", "width", 320)
                .with("1", "height", 180);
        ObjectNode request = graph.request();
        request.putObject("extra_data")
                .putObject("extra_pnginfo")
                .putObject("showrunner")
                .put("title", "A scene")
                .put("prompt", prompt)
                .put("palette", "leaf green, amber");
        JsonNode entry = server.finished(server.submit(request));
        JsonNode image = entry.path("outputs").path("9").path("images").path(0);
        return ImageIO.read(
                new ByteArrayInputStream(server.bytes(ComfyServer.view(image)).body()));
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
