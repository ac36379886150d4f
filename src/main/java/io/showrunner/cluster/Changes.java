package io.showrunner.cluster;

import io.showrunner.story.Json;
import io.showrunner.story.RemoteChanges;
import io.showrunner.story.StoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Which records this node has written and the others are to hear of, and what becomes of what they wrote. A message names the
 * records; who hears it reads them. One that is lost is made up for: after a loss of the broker, and every few minutes, what was
 * written since the last look is read. Thread-safe.
 */
public final class Changes {
    private static final String EVERYTHING = "*";
    private static final int MOST = 2_000;
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);

    /** So long after the broker is back everybody listens again. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    /** By so much may the clocks of the nodes, and of the file server, differ. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final RemoteChanges remote;
    private final String self;
    private final BooleanSupplier isAway;
    private final IntSupplier losses;
    private final Clock clock;
    private final Set<String> pending = new LinkedHashSet<>();
    private Instant looked;
    private Instant nextLook;
    private int lossesSeen;

    /**
     * What one node has written: {@code story-1}, {@code story-1/scene-001}, or {@code *} for more than can be listed.
     *
     * @param node its name
     */
    public record Written(String node, List<String> records) {}

    /**
     * From now on what the store writes is noted.
     *
     * @param self the name of this node
     * @param isAway true while the broker cannot be reached
     * @param losses how often it was lost
     */
    public Changes(StoryStore store, String self, BooleanSupplier isAway, IntSupplier losses, Clock clock) {
        this.remote = new RemoteChanges(store);
        this.self = self;
        this.isAway = isAway;
        this.losses = losses;
        this.clock = clock;
        looked = clock.instant();
        nextLook = looked.plus(BETWEEN_LOOKS);
        lossesSeen = losses.getAsInt();
        store.onWrite(scene -> note(scene.id().toString()), story -> note(story.storyId()));
    }

    private synchronized void note(String record) {
        if (pending.size() >= MOST) {
            pending.clear();
            pending.add(EVERYTHING);
        }
        pending.add(record);
    }

    /** The message that is to be told now, as JSON; none when there is nothing. It counts as told until it is given back. */
    public synchronized List<String> next() {
        if (pending.isEmpty()) {
            return List.of();
        }
        String message = Json.write(new Written(self, List.copyOf(pending)));
        pending.clear();
        return List.of(message);
    }

    /** It could not be told, and is told with what comes next. */
    public void giveBack(String message) {
        read(message).records().forEach(this::note);
    }

    /** Tells the listeners of this node what another one has written; a node's own word is nothing new to it. */
    public void heard(String message) {
        Written written = read(message);
        if (!written.node().equals(self)) {
            written.records().forEach(this::tell);
        }
    }

    private void tell(String record) {
        String[] ids = record.split("/", 2);
        if (record.equals(EVERYTHING)) {
            catchUp(clock.instant());
        } else if (ids.length == 1) {
            remote.tell(ids[0]);
        } else {
            remote.tell(ids[0], ids[1]);
        }
    }

    /** To be asked every few seconds: makes up for messages that were lost. */
    public void makeUp() {
        Instant now = clock.instant();
        if (isDue(now)) {
            catchUp(now);
        }
    }

    private synchronized boolean isDue(Instant now) {
        int lost = losses.getAsInt();
        if (lost != lossesSeen || isAway.getAsBoolean()) {
            lossesSeen = lost;
            nextLook = now.plus(RECOVERY);
        }
        return !now.isBefore(nextLook);
    }

    private void catchUp(Instant now) {
        Instant since;
        synchronized (this) {
            since = looked.minus(MARGIN);
            looked = now;
            nextLook = now.plus(BETWEEN_LOOKS);
        }
        remote.tellSince(since);
    }

    private static Written read(String message) {
        return Json.read(message, Written.class);
    }
}
