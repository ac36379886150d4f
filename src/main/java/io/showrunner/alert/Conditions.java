package io.showrunner.alert;

import static io.showrunner.alert.Severity.CRITICAL;
import static io.showrunner.alert.Severity.WARNING;

import io.showrunner.fleet.InstanceState;
import io.showrunner.fleet.InstanceView;
import io.showrunner.health.DiskSpace;
import io.showrunner.telemetry.VideoMemory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The conditions of the alerts: the same as in the Prometheus rules, for those who run no Prometheus (A1 to A4). */
public final class Conditions {
    private static final double TAKEN_MB = 1000;
    private static final long BACKLOG = 10;
    private static final double FORCED_SHARE = 0.25;
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(10);
    private static final Duration LAST_FAILURES = Duration.ofHours(1);

    private final Readings readings;
    private final double leastMemoryMb;
    private final LongSupplier nanos;

    private Conditions(Readings readings, double leastMemoryMb, LongSupplier nanos) {
        this.readings = readings;
        this.leastMemoryMb = leastMemoryMb;
        this.nanos = nanos;
    }

    /**
     * All of them.
     *
     * @param leastMemoryMb free video memory that a scene needs
     * @param nanos a monotonic clock such as {@code System::nanoTime}
     */
    public static List<Condition> of(Readings readings, double leastMemoryMb, LongSupplier nanos) {
        Conditions all = new Conditions(readings, leastMemoryMb, nanos);
        return List.of(
                new Condition("gpu_vram_critical", CRITICAL, Duration.ofMinutes(1), all::heldForMemory),
                new Condition("gpu_vram_taken", WARNING, Duration.ofMinutes(10), all::memoryTaken),
                new Condition("instance_down", WARNING, Duration.ofMinutes(2), all::down),
                Condition.of("comfyui_unavailable", CRITICAL, Duration.ZERO, () -> readings.unavailable()
                        .get()
                        .orElse(null)),
                new Condition("breaker_open", WARNING, Duration.ofMinutes(1), all::openBreakers),
                Condition.of("comfyui_queue_backlog", WARNING, Duration.ofMinutes(5), all::backlog),
                new Condition(
                        "llm_response_timeout",
                        WARNING,
                        Duration.ZERO,
                        all.lately(
                                counts(readings.slowAnswers()),
                                LAST_ANSWERS,
                                provider -> provider
                                        + " took 120 s or longer, or did not answer in time, in the last 10 minutes")),
                Condition.of("stories_parked", WARNING, Duration.ofMinutes(10), all::parked),
                Condition.of("no_progress", CRITICAL, Duration.ofMinutes(40), all.noProgress()),
                new Condition(
                        "scenes_failed",
                        WARNING,
                        Duration.ZERO,
                        all.lately(
                                readings.failedScenes(),
                                LAST_FAILURES,
                                kind -> "scenes failed for good in the last hour: " + kind)),
                Condition.of("forced_copy_spike", WARNING, Duration.ZERO, all::forcedCopies),
                Condition.of("dead_letters", WARNING, Duration.ZERO, all::deadLetters),
                new Condition("node_hangs", CRITICAL, Duration.ZERO, readings.hangingNodes()),
                Condition.of("disk_low", WARNING, Duration.ofMinutes(5), all::diskLow),
                Condition.of("disk_full", CRITICAL, Duration.ZERO, all::diskFull));
    }

    private static Map<String, DoubleSupplier> counts(Map<String, LongAdder> counts) {
        return counts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue()::sum));
    }

    private Map<String, String> heldForMemory() {
        return instances(
                view -> view.state() == InstanceState.LOW_VRAM && freeMb(view) < leastMemoryMb,
                view -> "%s has %.0f MB of video memory free and gets no scenes".formatted(view.id(), freeMb(view)));
    }

    private Map<String, String> memoryTaken() {
        return instances(
                view -> view.leases() == 0 && freeMb(view) < TAKEN_MB,
                view -> "%s is idle and has only %.0f MB of video memory free".formatted(view.id(), freeMb(view)));
    }

    private Map<String, String> down() {
        return instances(
                view -> view.state() == InstanceState.DOWN,
                view -> view.id() + " does not answer; its scenes go to other servers: " + view.message());
    }

    private Map<String, String> openBreakers() {
        return readings.openBreakers().get().stream()
                .collect(Collectors.toMap(
                        name -> name, name -> "the breaker of " + name + " is open: its calls fail at once"));
    }

    private String backlog() {
        long all = readings.queuedScenes().getAsLong()
                + readings.instances().get().stream()
                        .mapToLong(InstanceView::remoteDepth)
                        .sum();
        return all > BACKLOG ? all + " prompts and scenes wait or run, on all servers and in the queue" : null;
    }

    private String parked() {
        long parked = readings.parkedStories().getAsLong();
        return parked > 0 ? parked + " stories wait until a language model is back" : null;
    }

    /** A scene that ended since the last look begins the time anew. */
    private Supplier<String> noProgress() {
        Lately ended = new Lately(readings.endedScenes(), Duration.ofNanos(1), nanos);
        return () -> {
            boolean moves = ended.changed();
            long backlog = readings.backlog().getAsLong();
            return backlog > 0 && !moves ? backlog + " scenes are to be done, and for 40 minutes none has ended" : null;
        };
    }

    private Supplier<Map<String, String>> lately(
            Map<String, DoubleSupplier> counts, Duration window, Function<String, String> words) {
        Map<String, Lately> watched = new LinkedHashMap<>();
        counts.forEach((subject, count) -> watched.put(subject, new Lately(count, window, nanos)));
        return () -> {
            Map<String, String> found = new LinkedHashMap<>();
            watched.forEach((subject, count) -> {
                if (count.changed()) {
                    found.put(subject, words.apply(subject));
                }
            });
            return found;
        };
    }

    private String forcedCopies() {
        double share = readings.forcedShare().getAsDouble();
        return share > FORCED_SHARE
                ? Math.round(share * 100) + " % of the last stories have frames that nothing confirmed"
                : null;
    }

    private String deadLetters() {
        long letters = readings.deadLetters().getAsLong();
        return letters > 0 ? letters + " messages could not be processed and wait for a person" : null;
    }

    private String diskLow() {
        DiskSpace.Reading disk = readings.disk().get();
        return disk != null && disk.freeBytes() < 2 * disk.neededBytes()
                ? (disk.freeBytes() >> 20) + " MB are free at " + disk.folder() + "; new work stops below "
                        + (disk.neededBytes() >> 20)
                : null;
    }

    private String diskFull() {
        return Optional.ofNullable(readings.disk().get())
                .filter(DiskSpace.Reading::isShort)
                .map(DiskSpace.Reading::sentence)
                .orElse(null);
    }

    private Map<String, String> instances(Predicate<InstanceView> which, Function<InstanceView, String> words) {
        return readings.instances().get().stream().filter(which).collect(Collectors.toMap(InstanceView::id, words));
    }

    /** Infinite while it is not known. */
    private double freeMb(InstanceView view) {
        return readings.memory()
                .apply(view.id())
                .map(VideoMemory.Reading::freeMb)
                .orElse(Double.POSITIVE_INFINITY);
    }
}
