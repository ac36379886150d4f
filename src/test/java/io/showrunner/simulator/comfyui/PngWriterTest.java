package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngWriterTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "7, 3", "64, 48", "333, 250"})
    void decodesToTheSamePixels(int width, int height) throws IOException {
        // Given
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] noise = new Random(7).ints((long) width * height, 0, 0x1000000).toArray();
        image.setRGB(0, 0, width, height, noise, 0, width);
        // When
        BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(PngWriter.encode(image, Map.of())));
        // Then
        assertThat(decoded.getRGB(0, 0, width, height, null, 0, width))
                .isEqualTo(image.getRGB(0, 0, width, height, null, 0, width));
    }

    @Test
    void textChunkIsReadBackByAnotherReader() throws IOException {
        // Given
        var image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        byte[] png = PngWriter.encode(image, Map.of("prompt", "{\"1\": {}}"));
        // When
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(png)));
        var tree = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
        // Then
        var entry = (IIOMetadataNode) tree.getElementsByTagName("tEXtEntry").item(0);
        assertThat(entry.getAttribute("keyword")).isEqualTo("prompt");
        assertThat(entry.getAttribute("value")).isEqualTo("{\"1\": {}}");
    }
}
