package io.showrunner.frames;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** PNG files good and bad. */
public final class Pngs {
    private Pngs() {}

    /** A picture that differs for every number. */
    public static byte[] picture(int width, int height, int number) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(
                0, 0, new Color(20, 40, (number * 37) % 256), width, height, new Color(240, (number * 11) % 256, 90)));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return encode(image);
    }

    /** A picture of one colour. */
    static byte[] blank(int width, int height) {
        return encode(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    }

    /** The picture as it lies there while ComfyUI still writes it. */
    static byte[] truncated(byte[] png) {
        return Arrays.copyOf(png, png.length / 2);
    }

    /** The picture with one damaged byte of pixel data. */
    static byte[] damaged(byte[] png) {
        byte[] copy = png.clone();
        copy[png.length - 20] ^= 0x55;
        return copy;
    }

    /** The picture with another checksum at the end of its pixel data, and right checksums around it. */
    static byte[] withWrongPixelSum(byte[] png) {
        byte[] copy = png.clone();
        int data = 33;
        int length = ByteBuffer.wrap(png).getInt(data);
        copy[data + 7 + length] ^= 1;
        ByteBuffer.wrap(copy).putInt(data + 8 + length, sum(copy, data + 4, 4 + length));
        return copy;
    }

    /** The picture with a text beside its pixels, as ComfyUI keeps its prompt. */
    static byte[] withText(byte[] png, String text) {
        byte[] data = ("tEXtprompt\0" + text).getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(png.length + 8 + data.length)
                .put(png, 0, 33)
                .putInt(data.length - 4)
                .put(data)
                .putInt(sum(data, 0, data.length))
                .put(png, 33, png.length - 33)
                .array();
    }

    static byte[] withDamagedText(byte[] png) {
        byte[] copy = withText(png, "label");
        copy[46] ^= 1;
        return copy;
    }

    /** One colour with a trace of noise. */
    static byte[] noise(int width, int height, int levels) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, 0x604020 + random.nextInt(levels) * 0x010101);
        }
        return encode(image);
    }

    /** Noise that hardly compresses: three bytes to a pixel. */
    static byte[] large(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        new Random(7).nextBytes(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        return encode(image);
    }

    /** The picture in seven passes. */
    static byte[] interlaced(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam passes = writer.getDefaultWriteParam();
            passes.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), passes);
            out.flush();
            return bytes.toByteArray();
        } finally {
            writer.dispose();
        }
    }

    static int sum(byte[] bytes, int offset, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, offset, length);
        return (int) sum.getValue();
    }

    static byte[] encode(BufferedImage image) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
