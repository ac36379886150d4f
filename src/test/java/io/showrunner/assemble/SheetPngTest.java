package io.showrunner.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SheetPngTest {
    @Test
    void everyPixelComesBack() throws IOException {
        // Given
        BufferedImage sheet = new BufferedImage(301, 97, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 301 * 97; i++) {
            sheet.setRGB(i % 301, i / 301, random.nextInt());
        }
        // When
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(new SheetPng(sheet).encoded()));
        // Then
        assertThat(pixels(read)).isEqualTo(pixels(sheet));
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
