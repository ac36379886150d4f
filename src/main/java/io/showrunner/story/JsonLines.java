package io.showrunner.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that grows by one line of JSON for each value. What {@link #append} has returned from survives a power cut; of a
 * line that a crash tore nothing is left, and the next one takes its place.
 */
public final class JsonLines {
    private static final Logger LOG = LoggerFactory.getLogger(JsonLines.class);

    private JsonLines() {}

    /** Puts the values at the end of the file, which is made when there is none. */
    public static void append(Path file, List<?> values) {
        StringBuilder lines = new StringBuilder();
        values.forEach(value -> lines.append(Json.write(value)).append('\n'));
        boolean isNew = !Files.exists(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(lengthOfWholeLines(Files.readAllBytes(file)));
            channel.position(channel.size());
            ByteBuffer buffer = StandardCharsets.UTF_8.encode(lines.toString());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
        if (isNew) {
            DurableFiles.sync(file.toAbsolutePath().getParent());
        }
    }

    /** The values in front of the first line that cannot be read; none when there is no such file. */
    public static <T> List<T> read(Path file, Class<T> type) {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<T> values = new ArrayList<>();
        try {
            byte[] content = Files.readAllBytes(file);
            String whole = new String(content, 0, lengthOfWholeLines(content), StandardCharsets.UTF_8);
            for (String line : whole.lines().toList()) {
                values.add(Json.mapper().readValue(line, type));
            }
        } catch (JsonProcessingException e) {
            LOG.warn("{} is read up to line {}: {}", file, values.size(), e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
        return values;
    }

    private static int lengthOfWholeLines(byte[] content) {
        int end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
