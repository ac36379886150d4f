package io.showrunner.assemble;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Frames chosen evenly from first to last, read no larger than they are shown. */
final class Thumbnails {
    private Thumbnails() {}

    /** @return pictures at most about twice as wide and high as the cell */
    static List<BufferedImage> of(Path frames, int count, int cellWidth, int cellHeight, List<String> notes) {
        List<BufferedImage> pictures = new ArrayList<>();
        for (Path file : choose(files(frames), count)) {
            try {
                pictures.add(read(file, cellWidth, cellHeight));
            } catch (IOException e) {
                notes.add("CONTACT_SHEET_GAP: " + file.getFileName() + " could not be read again: " + e.getMessage());
            }
        }
        return pictures;
    }

    /** Evenly chosen, the first and the last among them. */
    static <T> List<T> choose(List<T> all, int count) {
        if (all.size() <= count) {
            return all;
        }
        return IntStream.range(0, count)
                .mapToObj(i -> all.get(Math.round(i * (all.size() - 1) / (float) (count - 1))))
                .toList();
    }

    private static List<Path> files(Path frames) {
        if (!Files.isDirectory(frames)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(frames)) {
            return entries.filter(path -> path.getFileName().toString().endsWith(".png"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + frames + ": " + e.getMessage(), e);
        }
    }

    private static BufferedImage read(Path file, int cellWidth, int cellHeight) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream input =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            reader.setInput(input, true, true);
            int step =
                    Math.max(1, Math.min(reader.getWidth(0) / (2 * cellWidth), reader.getHeight(0) / (2 * cellHeight)));
            ImageReadParam coarse = reader.getDefaultReadParam();
            coarse.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, coarse);
        } catch (RuntimeException e) {
            throw new IOException(e);
        } finally {
            reader.dispose();
        }
    }
}
