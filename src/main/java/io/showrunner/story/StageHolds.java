package io.showrunner.story;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which stages take no new work, and why; work in progress goes on. What a person decided outlives a restart, in {@code
 * stages.json}, and holds for all processes that share this file; what the application found out by itself is found out anew.
 * Thread-safe.
 */
public final class StageHolds {
    private static final Logger LOG = LoggerFactory.getLogger(StageHolds.class);

    private static final String DECISIONS = "stages that are held";

    private final Path file;
    private final RecordLocks locks;
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
        this(file, RecordLocks.ofThisProcess(), clock);
    }

    /** @param locks that everybody obeys who decides in the same file */
    public StageHolds(Path file, RecordLocks locks, Clock clock) {
        this.file = file;
        this.locks = locks;
        this.clock = clock;
        readAgain();
        holds.forEach(hold -> LOG.warn("stage={} held cause={} {}", hold.stage().word(), hold.cause(), hold.why()));
    }

    /** Follows what another process has decided in the same file. */
    public void follow() {
        Set<Stage> changed = locks.locked(DECISIONS, this::readAgain);
        if (!changed.isEmpty()) {
            LOG.info("stage={} held or released elsewhere, now held: {}", words(changed), words(held()));
            tell(changed);
        }
    }

    /** Calls the listener, outside any lock, with every stage that is held or released. */
    public void onChange(Consumer<Stage> listener) {
        listeners.add(listener);
    }

    /** From now on the stage takes no work; a second hold of the same cause changes nothing. */
    public void hold(Stage stage, Cause cause, String why) {
        hold(Set.of(stage), cause, why);
    }

    /** Holds several stages for one reason. */
    public void hold(Set<Stage> stages, Cause cause, String why) {
        Set<Stage> changed = change(cause, () -> {
            Set<Stage> added = stages.stream()
                    .filter(stage -> hold(stage, cause).isEmpty())
                    .collect(sorted());
            added.forEach(stage -> holds.add(new Hold(stage, cause, why, clock.instant())));
            return added;
        });
        if (!changed.isEmpty()) {
            LOG.warn("stage={} held cause={} {}", words(changed), cause, why);
            tell(changed);
        }
    }

    /** Takes a hold back; the stage goes on when it was the last one. */
    public void release(Stage stage, Cause cause) {
        release(Set.of(stage), cause);
    }

    /** Takes the hold of several stages back. */
    public void release(Set<Stage> stages, Cause cause) {
        Set<Stage> changed = change(cause, () -> stages.stream()
                .filter(stage -> holds.removeIf(hold -> hold.stage() == stage && hold.cause() == cause))
                .collect(sorted()));
        if (!changed.isEmpty()) {
            Set<Stage> stillHeld = held();
            stillHeld.retainAll(changed);
            LOG.info(
                    "stage={} released cause={}{}",
                    words(changed),
                    cause,
                    stillHeld.isEmpty() ? "" : ", still held by another cause: " + words(stillHeld));
            tell(changed);
        }
    }

    /** What lasts is changed as the file has it at that moment. */
    private Set<Stage> change(Cause cause, Supplier<Set<Stage>> change) {
        return cause.lasts
                ? locks.locked(DECISIONS, () -> {
                    Set<Stage> changed = readAgain();
                    changed.addAll(changed(cause, change));
                    return changed;
                })
                : changed(cause, change);
    }

    private synchronized Set<Stage> changed(Cause cause, Supplier<Set<Stage>> change) {
        Set<Stage> changed = change.get();
        if (!changed.isEmpty()) {
            keep(cause);
        }
        return changed;
    }

    private void tell(Set<Stage> changed) {
        changed.forEach(stage -> listeners.forEach(listener -> listener.accept(stage)));
    }

    /** True when the stage takes no work. */
    public synchronized boolean isHeld(Stage stage) {
        return hold(stage).isPresent();
    }

    /** Why the stage takes no work, the first reason; empty when it does. */
    public synchronized Optional<Hold> hold(Stage stage) {
        return holds.stream().filter(hold -> hold.stage() == stage).findFirst();
    }

    /** Every hold there is. */
    public synchronized List<Hold> all() {
        return List.copyOf(holds);
    }

    private Optional<Hold> hold(Stage stage, Cause cause) {
        return holds.stream()
                .filter(hold -> hold.stage() == stage && hold.cause() == cause)
                .findFirst();
    }

    private synchronized Set<Stage> held() {
        return holds.stream().map(Hold::stage).collect(sorted());
    }

    private static Collector<Stage, ?, Set<Stage>> sorted() {
        return Collectors.toCollection(() -> EnumSet.noneOf(Stage.class));
    }

    private static String words(Set<Stage> stages) {
        return stages.stream().map(Stage::word).collect(Collectors.joining(","));
    }

    private void keep(Cause changed) {
        if (changed.lasts) {
            DurableFiles.writeJson(
                    file, holds.stream().filter(hold -> hold.cause().lasts).toList());
        }
    }

    /** The stages of which the file says something else than was known. */
    private synchronized Set<Stage> readAgain() {
        List<Hold> decided = Files.exists(file) ? read(file) : List.of();
        List<Hold> gone = holds.stream()
                .filter(hold -> hold.cause().lasts && !decided.contains(hold))
                .toList();
        List<Hold> added =
                decided.stream().filter(hold -> !holds.contains(hold)).toList();
        holds.removeAll(gone);
        holds.addAll(added);
        return Stream.concat(gone.stream(), added.stream()).map(Hold::stage).collect(sorted());
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
