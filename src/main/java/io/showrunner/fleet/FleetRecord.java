package io.showrunner.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.showrunner.config.Settings;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.RecordLocks;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a person decided about the servers while the application ran, in {@code fleet.json}, so that it outlives a restart and
 * holds for all processes that share this file. Where the configuration says something else about the same server, the configuration wins, and the log says so.
 * Thread-safe.
 */
public final class FleetRecord {
    private static final Logger LOG = LoggerFactory.getLogger(FleetRecord.class);

    private final Path file;
    private final RecordLocks locks;
    private final Clock clock;
    private final List<InstanceSettings> configured;
    private final List<Added> added = new ArrayList<>();
    private final List<Removed> removed = new ArrayList<>();
    private final Map<String, Instant> draining = new TreeMap<>();
    private Content last = Content.NOTHING;

    /** A server that is not in the configuration. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Added(String id, URI url, int slots, String outputDirectory, Instant since) {
        InstanceSettings settings() {
            return new InstanceSettings(id, url, slots, outputDirectory == null ? null : Path.of(outputDirectory));
        }
    }

    /** A server of the configuration that is not used; counts only as long as the configuration gives it this address. */
    public record Removed(String id, URI url, Instant since) {
        boolean is(InstanceSettings instance) {
            return instance.id().equals(id) && instance.url().equals(url);
        }
    }

    private record Content(List<Added> added, List<Removed> removed, Map<String, Instant> draining) {
        static final Content NOTHING = new Content(List.of(), List.of(), Map.of());
    }

    /**
     * Reads what was decided before.
     *
     * @param configured the servers of the configuration
     * @param locks that everybody obeys who decides in the same file
     */
    FleetRecord(Path file, List<InstanceSettings> configured, RecordLocks locks, Clock clock) {
        this.file = file;
        this.locks = locks;
        this.clock = clock;
        this.configured = List.copyOf(configured);
        follow();
    }

    /** What was decided, for whoever only reads it or is alone. */
    public static FleetRecord of(Settings settings, Clock clock) {
        return of(settings, RecordLocks.ofThisProcess(), clock);
    }

    /** What was decided under these settings. */
    public static FleetRecord of(Settings settings, RecordLocks locks, Clock clock) {
        Path folder = settings.cluster().decisions(settings.data(), settings.stories());
        return new FleetRecord(folder.resolve("fleet.json"), settings.instances(), locks, clock);
    }

    /** Reads what another process has decided since in the same file. */
    synchronized void follow() {
        Content now = Files.exists(file) ? read(file) : Content.NOTHING;
        if (!now.equals(last)) {
            added.clear();
            removed.clear();
            draining.clear();
            take(now);
            last = now;
        }
    }

    /** The change is made to what the file says at that moment. */
    private void change(Runnable change) {
        locks.locked("decisions about servers", () -> {
            synchronized (this) {
                follow();
                change.run();
                last = new Content(List.copyOf(added), List.copyOf(removed), new TreeMap<>(draining));
                DurableFiles.writeJson(file, last);
                return last;
            }
        });
    }

    /** The servers that there are: those of the configuration that were not removed, and those that were added. */
    public synchronized List<InstanceSettings> instances() {
        List<InstanceSettings> all = new ArrayList<>(configured);
        all.removeIf(instance -> removed.stream().anyMatch(gone -> gone.is(instance)));
        added.forEach(each -> all.add(each.settings()));
        return all;
    }

    /** Servers of the configuration that were removed. */
    public synchronized List<Removed> removed() {
        return List.copyOf(removed);
    }

    /** When the server was added; empty when it is one of the configuration. */
    public synchronized Optional<Instant> addedAt(String instanceId) {
        return added.stream()
                .filter(each -> each.id().equals(instanceId))
                .map(Added::since)
                .findFirst();
    }

    /** Since when the server gets no more prompts; empty when a person did not ask for that. */
    public synchronized Optional<Instant> drainingSince(String instanceId) {
        return Optional.ofNullable(draining.get(instanceId));
    }

    void add(InstanceSettings instance) {
        change(() -> {
            removed.removeIf(gone -> gone.is(instance));
            if (!configured.contains(instance)) {
                String folder = instance.outputDirectory() == null
                        ? null
                        : instance.outputDirectory().toString();
                removed.addAll(configured.stream()
                        .filter(each -> each.id().equals(instance.id()))
                        .map(each -> new Removed(each.id(), each.url(), clock.instant()))
                        .toList());
                added.add(new Added(instance.id(), instance.url(), instance.slots(), folder, clock.instant()));
            }
        });
    }

    void remove(String instanceId) {
        change(() -> {
            if (!added.removeIf(each -> each.id().equals(instanceId))) {
                configured.stream()
                        .filter(each -> each.id().equals(instanceId))
                        .forEach(each -> removed.add(new Removed(each.id(), each.url(), clock.instant())));
            }
            draining.remove(instanceId);
        });
    }

    void drain(String instanceId) {
        change(() -> draining.putIfAbsent(instanceId, clock.instant()));
    }

    void resume(String instanceId) {
        change(() -> draining.remove(instanceId));
    }

    private void take(Content content) {
        content.removed().forEach(this::takeRemoved);
        content.added().forEach(this::takeAdded);
        content.draining().forEach((id, since) -> {
            if (instances().stream().anyMatch(instance -> instance.id().equals(id))) {
                draining.put(id, since);
            }
        });
    }

    private void takeRemoved(Removed gone) {
        if (configured.stream().anyMatch(gone::is)) {
            LOG.warn(
                    "instance={} of the configuration was removed at {} and is not used; add it again, or take it out of the"
                            + " configuration",
                    gone.id(),
                    gone.since());
            removed.add(gone);
        } else {
            LOG.info("instance={} at {} was removed and is not in the configuration any more", gone.id(), gone.url());
        }
    }

    private void takeAdded(Added server) {
        Predicate<InstanceSettings> sameServer =
                each -> each.id().equals(server.id()) || each.url().equals(server.url());
        Optional<InstanceSettings> other =
                instances().stream().filter(sameServer).findFirst();
        if (other.isPresent()) {
            LOG.warn(
                    "instance={} at {} was added at {}, but the configuration has instance={} at {}: the configuration counts",
                    server.id(),
                    server.url(),
                    server.since(),
                    other.get().id(),
                    other.get().url());
        } else {
            LOG.info("instance={} at {} was added at {}", server.id(), server.url(), server.since());
            added.add(server);
        }
    }

    private static Content read(Path file) {
        try {
            return Json.read(file, Content.class);
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException(
                    e.getMessage() + "; mend the file, or remove it to have the servers of the configuration only",
                    e.getCause());
        }
    }
}
