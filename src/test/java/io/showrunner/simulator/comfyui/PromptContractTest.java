package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PromptContractTest {
    private static ComfyServer server;

    @BeforeAll
    static void start() {
        server = ComfyServer.fast();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void promptBecomesFilesThatHistoryListsAndViewGives() throws IOException {
        // Given
        Graph graph = Graph.stills(3);
        // When
        JsonNode entry = server.run(graph);
        // Then
        JsonNode images = entry.path("outputs").path("9").path("images");
        assertThat(images).hasSize(3);
        assertThat(images.path(0).path("filename").asText()).isEqualTo("frame_00001_.png");
        assertThat(images.path(0).path("subfolder").asText()).startsWith("contract/");
        byte[] png = server.bytes(ComfyServer.view(images.path(2))).body();
        var picture = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(picture.getWidth()).isEqualTo(64);
        assertThat(picture.getHeight()).isEqualTo(48);
    }

    @Test
    void videoGraphSavesAsManyFramesAsItSamples() {
        server.simulator();
        // When
        JsonNode entry = server.run(Graph.video(7, 5));
        // Then
        assertThat(entry.path("status").path("status_str").asText()).isEqualTo("success");
        assertThat(entry.path("outputs").path("7").path("images")).hasSize(5);
        assertThat(entry.path("outputs").path("16").path("images")).hasSize(1);
    }
}
