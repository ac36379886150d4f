package io.showrunner.story;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which stages take no new work, and why; work in progress goes on. What a person decided outlives a restart, in {@code
 * data/stages.json}; what the application found out by itself is found out anew. Thread-safe.
 */
public final class StageHolds {
    private static final Logger LOG = LoggerFactory.getLogger(StageHolds.class);

    private final Path file;
    private final Clock clock;
    private final List<Hold> holds = new ArrayList<>();
    private final List<Consumer<Stage>> listeners = new CopyOnWriteArrayList<>();

    /** Who holds a stage. */
    public enum Cause {
        /** A person paused it. */
        PAUSED(true),
        /** The last run ended without a stop, and the settings ask to wait for a person then. */
        AFTER_CRASH(true),
        /** There is not enough free disk space. */
        DISK(false);

        private final boolean lasts;

        Cause(boolean lasts) {
            this.lasts = lasts;
        }
    }

    /** One reason why a stage takes no work; a stage may have several. */
    public record Hold(Stage stage, Cause cause, String why, Instant since) {}

    /** Reads what was decided before. */
    public StageHolds(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        if (Files.exists(file)) {
            holds.addAll(read(file));
            holds.forEach(
                    hold -> LOG.warn("stage={} held cause={} {}", hold.stage().word(), hold.cause(), hold.why()));
        }
    }

    /** Calls the listener, outside any lock, with every stage that is held or released. */
    public void onChange(Consumer<Stage> listener) {
        listeners.add(listener);
    }

    /** From now on the stage takes no work; a second hold of the same cause changes nothing. */
    public void hold(Stage stage, Cause cause, String why) {
        synchronized (this) {
            if (holds.stream().anyMatch(hold -> hold.stage() == stage && hold.cause() == cause)) {
                return;
            }
            holds.add(new Hold(stage, cause, why, clock.instant()));
            keep(cause);
        }
        LOG.warn("stage={} held cause={} {}", stage.word(), cause, why);
        listeners.forEach(listener -> listener.accept(stage));
    }

    /** Takes a hold back; the stage goes on when it was the last one. */
    public void release(Stage stage, Cause cause) {
        boolean goesOn;
        synchronized (this) {
            if (!holds.removeIf(hold -> hold.stage() == stage && hold.cause() == cause)) {
                return;
            }
            keep(cause);
            goesOn = !isHeld(stage);
        }
        LOG.info("stage={} released cause={}{}", stage.word(), cause, goesOn ? "" : ", still held by another cause");
        listeners.forEach(listener -> listener.accept(stage));
    }

    /** True when the stage takes no work. */
    public synchronized boolean isHeld(Stage stage) {
        return holds.stream().anyMatch(hold -> hold.stage() == stage);
    }

    /** Every hold there is. */
    public synchronized List<Hold> all() {
        return List.copyOf(holds);
    }

    private void keep(Cause changed) {
        if (changed.lasts) {
            DurableFiles.writeJson(
                    file, holds.stream().filter(hold -> hold.cause().lasts).toList());
        }
    }

    private static List<Hold> read(Path file) {
        try {
            return Json.mapper().readValue(file.toFile(), new TypeReference<List<Hold>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read which stages are paused: " + file + ": " + e.getMessage()
                            + "; mend the file, or remove it to have all stages run",
                    e);
        }
    }
}
