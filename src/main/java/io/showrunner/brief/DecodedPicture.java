package io.showrunner.brief;

import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Proves that a PNG or JPEG can be decoded to its end. Only every n-th pixel is kept, so that a large one needs no memory. */
final class DecodedPicture {
    private static final int KEPT_SIDE = 512;

    private DecodedPicture() {}

    /** Its size, as it says. */
    static Dimension size(Path file, String type) throws PictureRefused {
        return read(file, type, reader -> new Dimension(reader.getWidth(0), reader.getHeight(0)));
    }

    /** @throws PictureRefused when it breaks off, or its data are damaged */
    static void decode(Path file, String type) throws PictureRefused {
        AtomicReference<String> breaksOff = new AtomicReference<>();
        read(file, type, reader -> {
            reader.addIIOReadWarningListener((source, warning) -> {
                String words = warning.toLowerCase(Locale.ROOT);
                if (words.contains("truncated") || words.contains("premature")) {
                    breaksOff.set(warning);
                }
            });
            ImageReadParam everyNth = reader.getDefaultReadParam();
            int n = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / KEPT_SIDE);
            everyNth.setSourceSubsampling(n, n, 0, 0);
            return reader.canReadRaster()
                    ? new IIOImage(reader.readRaster(0, everyNth), null, null)
                    : new IIOImage(reader.read(0, everyNth), null, null);
        });
        if (breaksOff.get() != null) {
            throw new PictureRefused("it must be whole: " + breaksOff.get());
        }
    }

    private interface Reading<T> {
        T of(ImageReader reader) throws IOException;
    }

    private static <T> T read(Path file, String type, Reading<T> reading) throws PictureRefused {
        ImageReader reader = ImageIO.getImageReadersByFormatName(type).next();
        try (ImageInputStream content = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(content, true, true);
            return reading.of(reader);
        } catch (IOException | RuntimeException e) {
            throw new PictureRefused("it must be a picture that can be decoded: " + e.getMessage());
        } finally {
            reader.dispose();
        }
    }
}
