package io.showrunner.alert;

import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Which alerts fire. One that fires is told once, however often it is looked at, and once more when it is over; what could
 * not be told is told later. Both outlast a restart, after which an alert gets some time to be found again
 * before it counts as over. Thread-safe.
 */
public final class AlertWatch {
    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
    /** Servers that are down are known to be so when they have missed three probes. */
    private static final Duration AFTER_START = Duration.ofMinutes(3);

    private final List<Condition> conditions;
    private final Path file;
    private final Clock clock;
    private final LongSupplier nanos;
    private final long start;
    private final Map<String, Long> heldSince = new HashMap<>();
    private final Map<String, Alert> firing = new LinkedHashMap<>();
    private final Outbox outbox;

    /** What is kept across restarts. */
    private record Kept(Collection<Alert> firing, Collection<AlertNews> untold) {}

    /**
     * @param file where it is kept what fires
     * @param firstPause after a receiver failed for the first time
     * @param nanos a monotonic clock such as {@code System::nanoTime}
     */
    public AlertWatch(List<Condition> conditions, Path file, Duration firstPause, Clock clock, LongSupplier nanos) {
        this.conditions = List.copyOf(conditions);
        this.file = file;
        this.clock = clock;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.outbox = new Outbox(firstPause, nanos);
        if (Files.exists(file)) {
            Kept kept = Json.read(file, Kept.class);
            kept.firing().forEach(alert -> firing.put(alert.key(), alert));
            kept.untold().forEach(outbox::add);
        }
    }

    /** Looks at every condition; gives what is to be told now, the oldest first. */
    public synchronized List<AlertNews> look() {
        Map<String, Alert> found = new LinkedHashMap<>();
        conditions.forEach(condition -> found.putAll(found(condition)));
        heldSince.keySet().retainAll(found.keySet());
        boolean changed = false;
        for (Map.Entry<String, Alert> one : found.entrySet()) {
            changed |= fires(one.getKey(), one.getValue());
        }
        changed |= resolveAllBut(found);
        if (changed) {
            keep();
        }
        return outbox.due();
    }

    private Map<String, Alert> found(Condition condition) {
        Map<String, Alert> found = new LinkedHashMap<>();
        condition.found().get().forEach((subject, sentence) -> {
            Alert alert = new Alert(condition.name(), condition.severity(), subject, sentence, clock.instant());
            long since = heldSince.computeIfAbsent(alert.key(), key -> nanos.getAsLong());
            boolean due = nanos.getAsLong() - since >= condition.hold().toNanos();
            found.put(alert.key(), due || firing.containsKey(alert.key()) ? alert : null);
        });
        return found;
    }

    /** @param alert null while it must be so for longer */
    private boolean fires(String key, Alert alert) {
        if (alert == null) {
            return false;
        }
        Alert before = firing.get(key);
        if (before != null) {
            firing.put(key, before.saying(alert.message()));
            return false;
        }
        firing.put(key, alert);
        tell(new AlertNews(alert, true));
        return true;
    }

    private boolean resolveAllBut(Map<String, Alert> found) {
        boolean early = nanos.getAsLong() - start < AFTER_START.toNanos();
        List<Alert> over = firing.values().stream()
                .filter(alert -> !found.containsKey(alert.key()))
                .filter(alert -> !early || alert.since().isAfter(clock.instant().minus(elapsed())))
                .toList();
        over.forEach(alert -> {
            firing.remove(alert.key());
            tell(new AlertNews(alert, false));
        });
        return !over.isEmpty();
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanos.getAsLong() - start);
    }

    private void tell(AlertNews news) {
        Alert alert = news.alert();
        if (news.firing()) {
            Level level = alert.severity() == Severity.CRITICAL ? Level.ERROR : Level.WARN;
            LOG.atLevel(level)
                    .log(
                            "alert={} severity={} {}",
                            alert.key(),
                            alert.severity().word(),
                            alert.message());
        } else {
            LOG.info("alert={} resolved, it lasted since {}", alert.key(), alert.since());
        }
        outbox.add(news);
    }

    /** False while a receiver that failed is left alone. */
    public synchronized boolean mayTell() {
        return !outbox.isPaused();
    }

    /** Somebody was told. */
    public synchronized void told(AlertNews news) {
        if (outbox.told(news)) {
            keep();
        }
    }

    /** Nobody could be told; a later look gives it again. The address is a secret with most receivers. */
    public synchronized void notTold(AlertNews news, Exception why) {
        Duration pause = outbox.failed(news);
        String reason = String.valueOf(why.getMessage()).replaceAll("https?://\\S+", "the webhook");
        LOG.warn(
                "alert={} {} could not be told, it is tried again in {} s: {}",
                news.alert().key(),
                news.status(),
                pause.toSeconds(),
                reason);
    }

    /** What fires now, the most urgent first, then the oldest. */
    public synchronized List<Alert> firing() {
        List<Alert> all = new ArrayList<>(firing.values());
        all.sort(Comparator.comparing(Alert::severity).thenComparing(Alert::since));
        return all;
    }

    private void keep() {
        DurableFiles.writeJson(file, new Kept(firing.values(), outbox.all()));
    }
}
