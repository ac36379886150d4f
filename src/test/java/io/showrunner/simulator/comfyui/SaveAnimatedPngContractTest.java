package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SaveAnimatedPngContractTest {
    private static ComfyServer server;

    private record Chunk(String type, ByteBuffer data) {
        int integer(int offset) {
            return data.getInt(offset);
        }

        byte[] from(int offset) {
            byte[] rest = new byte[data.capacity() - offset];
            data.get(offset, rest);
            return rest;
        }
    }

    @BeforeAll
    static void start() {
        server = ComfyServer.fast();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void animationIsOneFileAmongTheImagesAndSharesTheirNumbers() {
        // Given
        String prefix = "contract/" + UUID.randomUUID() + "/frame";
        server.run(new Graph().emptyImage(2, 1).save(prefix));
        // When
        JsonNode output = output(server.run(animation(3, prefix)));
        // Then
        assertThat(output.path("images")).hasSize(1);
        assertThat(output.path("images").path(0).path("filename").asText()).isEqualTo("frame_00003_.png");
        assertThat(output.path("animated").path(0).asBoolean()).isTrue();
        JsonNode next = output(server.run(new Graph().emptyImage(1, 2).save(prefix)));
        assertThat(next.path("images").path(0).path("filename").asText()).isEqualTo("frame_00004_.png");
    }

    @Test
    void fileHoldsEveryFrameAtTheAskedPaceAndTheLabelsBehindThem() {
        // Given
        server.simulator();
        // When
        List<Chunk> chunks = chunks(file(server.run(animation(3, "contract/" + UUID.randomUUID()))));
        // Then
        assertThat(of(chunks, "acTL").get(0).integer(0)).isEqualTo(3);
        assertThat(of(chunks, "fcTL")).hasSize(3).allSatisfy(control -> {
            assertThat(control.integer(4)).isEqualTo(64);
            assertThat(control.integer(20)).isEqualTo(125 << 16 | 1000);
        });
        assertThat(chunks.get(chunks.size() - 1).type()).isEqualTo("IEND");
        Chunk label = of(chunks, "comf").get(0);
        assertThat(new String(label.from(0), StandardCharsets.ISO_8859_1)).startsWith("prompt\0{");
        assertThat(chunks.indexOf(label)).isGreaterThan(lastPixels(chunks));
    }

    @Test
    void framesAreNumberedInOneSequenceAndDecodeToDifferentPictures() throws IOException {
        // Given
        server.simulator();
        byte[] file = file(server.run(animation(3, "contract/" + UUID.randomUUID())));
        // When
        List<Chunk> chunks = chunks(file);
        List<Integer> sequence = chunks.stream()
                .filter(chunk -> List.of("fcTL", "fdAT").contains(chunk.type()))
                .map(chunk -> chunk.integer(0))
                .toList();
        // Then
        assertThat(sequence).containsExactly(0, 1, 2, 3, 4);
        int[] first = pixels(file);
        int[] second = pixels(still(chunks, of(chunks, "fdAT").get(0)));
        assertThat(second).hasSameSizeAs(first).isNotEqualTo(first);
    }

    private static Graph animation(int frames, String prefix) {
        return new Graph()
                .emptyImage(frames, UUID.randomUUID().hashCode() & 0xFFFFFF)
                .node("9", "SaveAnimatedPNG")
                .link("9", "images", "1")
                .with("9", "filename_prefix", prefix)
                .with("9", "fps", 8.0)
                .with("9", "compress_level", 4);
    }

    private static JsonNode output(JsonNode entry) {
        return entry.path("outputs").path("9");
    }

    private static byte[] file(JsonNode entry) {
        return server.bytes(ComfyServer.view(output(entry).path("images").path(0)))
                .body();
    }

    private static List<Chunk> chunks(byte[] png) {
        List<Chunk> chunks = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(png).position(8);
        while (in.hasRemaining()) {
            byte[] data = new byte[in.getInt()];
            byte[] type = new byte[4];
            in.get(type).get(data).getInt();
            chunks.add(new Chunk(new String(type, StandardCharsets.US_ASCII), ByteBuffer.wrap(data)));
        }
        return chunks;
    }

    private static List<Chunk> of(List<Chunk> chunks, String type) {
        return chunks.stream().filter(chunk -> chunk.type().equals(type)).toList();
    }

    private static int lastPixels(List<Chunk> chunks) {
        List<String> types = chunks.stream().map(Chunk::type).toList();
        return Math.max(types.lastIndexOf("IDAT"), types.lastIndexOf("fdAT"));
    }

    /** The frame as a picture of its own, which any reader can decode. */
    private static byte[] still(List<Chunk> chunks, Chunk frame) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(PngWriter.SIGNATURE);
        PngWriter.chunk(out, "IHDR", of(chunks, "IHDR").get(0).from(0));
        PngWriter.chunk(out, "IDAT", frame.from(4));
        PngWriter.chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static int[] pixels(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
