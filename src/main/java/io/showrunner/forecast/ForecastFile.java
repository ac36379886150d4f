package io.showrunner.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.forecast.ForecastRecord.Moment;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code data/durations.json}: what was learned, so that a restart does not begin with expectations again. */
final class ForecastFile {
    private static final Logger LOG = LoggerFactory.getLogger(ForecastFile.class);

    private final Path file;
    private JsonNode saved;
    private boolean failing;

    /** What is kept. */
    record Learned(
            Map<String, WorkflowTimes> workflows,
            LogLevel writing,
            LogLevel publishing,
            Map<Moment, Coverage> coverage) {
        static Learned nothing() {
            return new Learned(Map.of(), new LogLevel(), new LogLevel(), Map.of());
        }

        boolean isSound() {
            return workflows != null
                    && writing != null
                    && publishing != null
                    && coverage != null
                    && writing.isSound()
                    && publishing.isSound()
                    && workflows.values().stream().allMatch(each -> each.level().isSound());
        }
    }

    ForecastFile(Path file) {
        this.file = file;
    }

    /** What was kept; nothing when there is no file, or none that can be used. */
    Learned read() {
        if (!Files.exists(file)) {
            return Learned.nothing();
        }
        try {
            Learned learned = Json.read(file, Learned.class);
            if (learned != null && learned.isSound()) {
                return learned;
            }
            LOG.warn("{} has values that cannot be; scene times are learned anew", file);
        } catch (UncheckedIOException e) {
            LOG.warn("{}; scene times are learned anew", e.getMessage());
        }
        return Learned.nothing();
    }

    /**
     * Keeps what was learned when it differs from what is kept. A disk that does not take it keeps nothing from going on or
     * from ending; the log says so once.
     */
    synchronized void write(JsonNode learned) {
        if (learned.equals(saved)) {
            return;
        }
        try {
            DurableFiles.writeJson(file, learned);
            saved = learned;
            failing = false;
        } catch (UncheckedIOException e) {
            if (!failing) {
                LOG.warn(
                        "scene times that are learned from now on are not kept until that is possible: {}",
                        e.getMessage());
            }
            failing = true;
        }
    }
}
