package io.showrunner.fleet;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * When each ComfyUI server was last heard: over HTTP, by a probe whose answers came back, and over its websocket. A
 * websocket that answers pings and tells nothing is found out by the length of the queue: it has to tell every change of
 * what probes read. Thread-safe.
 */
public final class Contacts {
    /** Two of the pongs that come every five seconds are missing. */
    private static final Duration SOCKET_PATIENCE = Duration.ofSeconds(12);
    /** For what a probe has read earlier than the websocket has told it. */
    private static final Duration NEWS_PATIENCE = Duration.ofSeconds(5);

    private static final Contact NEW = new Contact(null, null, null, null, null);

    private final LongSupplier nanos;
    private final Map<String, Contact> contacts = new ConcurrentHashMap<>();

    /**
     * @param answered when the last probe came back; null before the first, as all of these
     * @param heard the last sign of life of the websocket
     * @param told when the websocket told the length of the queue last
     * @param depth what it told
     * @param untold since when probes read another length
     */
    private record Contact(Long answered, Long heard, Long told, Integer depth, Long untold) {}

    /** @param nanos a monotonic clock such as {@code System::nanoTime} */
    public Contacts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A probe came back with the length of the server's queue. */
    public void answered(String instanceId, int depth) {
        long now = nanos.getAsLong();
        change(instanceId, before -> {
            boolean told = before.depth() == null || before.depth() == depth;
            Long heard = before.heard() == null ? (Long) now : before.heard();
            return new Contact(now, heard, before.told(), before.depth(), untold(before, told, now));
        });
    }

    /** A moment's difference is none, since the two ways are not equally fast; a longer one lasts until the websocket tells. */
    private Long untold(Contact before, boolean told, long now) {
        boolean lasts = isOlder(before.untold(), NEWS_PATIENCE);
        if (told) {
            return lasts ? before.untold() : null;
        }
        return before.untold() == null ? (Long) now : before.untold();
    }

    /** The websocket gave a sign of life. */
    public void socketHeard(String instanceId) {
        long now = nanos.getAsLong();
        change(
                instanceId,
                before -> new Contact(before.answered(), now, before.told(), before.depth(), before.untold()));
    }

    /** The websocket told the length of the queue. */
    public void socketTold(String instanceId, int depth) {
        long now = nanos.getAsLong();
        change(instanceId, before -> new Contact(before.answered(), now, now, depth, null));
    }

    /** The server is none of ours any more. */
    public void forget(String instanceId) {
        contacts.remove(instanceId);
    }

    /** How long ago the last probe came back; empty when none has. */
    public Optional<Duration> sinceAnswer(String instanceId) {
        return Optional.ofNullable(contacts.getOrDefault(instanceId, NEW).answered())
                .map(this::since);
    }

    /**
     * True when the server is to be probed out of turn: the websocket has just told something else than a probe, or the server
     * is busy and neither has told anything for a while.
     */
    boolean wantsProbe(String instanceId, boolean busy) {
        Contact contact = contacts.getOrDefault(instanceId, NEW);
        if (contact.untold() != null) {
            return !isOlder(contact.untold(), NEWS_PATIENCE);
        }
        boolean isQuiet = contact.told() == null || isOlder(contact.told(), NEWS_PATIENCE);
        return busy && isQuiet && isOlder(contact.answered(), NEWS_PATIENCE);
    }

    /** Why the server's websocket is of no use; empty when nothing is known against it. */
    public Optional<String> socketTrouble(String instanceId) {
        Contact contact = contacts.getOrDefault(instanceId, NEW);
        if (isOlder(contact.heard(), SOCKET_PATIENCE)) {
            return Optional.of("its websocket has given no sign of life for " + seconds(contact.heard()));
        }
        if (isOlder(contact.untold(), NEWS_PATIENCE)) {
            return Optional.of("its websocket has not told what happens there for " + seconds(contact.untold()));
        }
        return Optional.empty();
    }

    private boolean isOlder(Long moment, Duration patience) {
        return moment != null && since(moment).compareTo(patience) > 0;
    }

    private Duration since(long moment) {
        return Duration.ofNanos(nanos.getAsLong() - moment);
    }

    private String seconds(long moment) {
        return since(moment).toSeconds() + " s";
    }

    private void change(String instanceId, UnaryOperator<Contact> change) {
        contacts.compute(instanceId, (id, before) -> change.apply(before == null ? NEW : before));
    }
}
