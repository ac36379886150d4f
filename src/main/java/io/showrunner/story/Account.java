package io.showrunner.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of what happened, one line of JSON each, for people to look back at. Unlike {@link JsonLines} it is not synced, so that
 * nobody waits for it, and it is no error when it cannot be written: what a power cut or a full disk takes is missing in it.
 */
public final class Account {
    private static final Logger LOG = LoggerFactory.getLogger(Account.class);

    private Account() {}

    /** Adds a line in one write. */
    public static void add(Path file, Object value) {
        byte[] line = (Json.write(value) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("{} lacks a line: {}", file, e.toString());
        }
    }

    /** The lines that can be read, in their order; none when there is no such file. */
    public static <T> List<T> read(Path file, Class<T> type) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<T> values = new ArrayList<>();
            int damaged = 0;
            for (String line : Files.readAllLines(file)) {
                try {
                    values.add(Json.mapper().readValue(line, type));
                } catch (JsonProcessingException e) {
                    damaged++;
                }
            }
            if (damaged > 0) {
                LOG.warn("{} lines of {} cannot be read and are left out", damaged, file);
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
