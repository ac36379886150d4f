package io.showrunner.writer;

import io.showrunner.story.ReadableRecords;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stories that nobody could write because providers were not there (L6). Their messages are acknowledged and their records
 * say what they wait for; a new message goes out when one of those providers is back. After a restart every unwritten story
 * has a message again, so nothing of this is kept. Thread-safe.
 */
public final class ParkedStories {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedStories.class);
    private static final Duration LONGEST_REST = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 10;
    private static final int LONGEST_REASON = 200;
    private static final Comparator<StoryRecord> MOST_URGENT_FIRST = Comparator.comparing(
                    (StoryRecord story) -> -story.priority().onTheWire())
            .thenComparing(StoryRecord::acceptedAt);

    private final StoryStore store;
    private final ReadableRecords records;
    private final ProviderHealth health;
    private final Duration interval;
    private final LongSupplier room;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Map<String, Parked> stories = new ConcurrentHashMap<>();
    private final Map<String, ProviderCheck> checks = new ConcurrentHashMap<>();

    /**
     * @param interval between two looks at a provider that stories wait for
     * @param room briefs that still fit into their queue
     */
    public ParkedStories(
            StoryStore store,
            ProviderHealth health,
            Duration interval,
            LongSupplier room,
            Clock clock,
            LongSupplier nanoTime) {
        this.store = store;
        this.records = new ReadableRecords(store);
        this.health = health;
        this.interval = interval;
        this.room = room;
        this.clock = clock;
        this.nanoTime = nanoTime;
        store.onChange(scene -> {}, this::changed);
    }

    /** Lets the story wait when words are missing and a provider that could have written them was not there. */
    public void park(Writing writing) {
        if (!writing.lacksWords() || writing.takesTemplate()) {
            return;
        }
        Map<String, String> away = writing.session().log().away();
        if (away.isEmpty()) {
            return;
        }
        writing.park();
        StoryRecord was = writing.story();
        Parked parked = parked(was, away.keySet());
        stories.put(was.storyId(), parked);
        StoryRecord now = store.update(
                was.storyId(),
                record -> record.state().awaitsWords() && record.generation() == was.generation()
                        ? record.queuedAgain(
                                record.state(), record.priority(), clock.instant(), sentence(parked.since(), away))
                        : record);
        if (parked.isOf(now)) {
            LOG.warn("story waits storyId={} {}", now.storyId(), now.message());
        } else {
            stories.remove(was.storyId(), parked);
        }
    }

    private Parked parked(StoryRecord was, Set<String> away) {
        Parked before = stories.get(was.storyId());
        int again = before == null ? 0 : before.again() + (before.isSent() ? 1 : 0);
        return new Parked(
                was.generation() + 1,
                Set.copyOf(away),
                before == null ? clock.instant().truncatedTo(ChronoUnit.SECONDS) : before.since(),
                again,
                nanoTime.getAsLong() + rest(again).toNanos(),
                false);
    }

    /** A story that was sent again in vain rests longer each time, so that one that no provider survives is not in the way. */
    private Duration rest(int again) {
        if (again == 0) {
            return Duration.ZERO;
        }
        Duration rest = interval.multipliedBy(1L << Math.min(again, MOST_DOUBLINGS));
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    private static String sentence(Instant since, Map<String, String> away) {
        return "it waits for a language model since " + since + ": "
                + away.entrySet().stream()
                        .map(provider ->
                                provider.getKey() + ": " + Wording.shortened(provider.getValue(), LONGEST_REASON))
                        .collect(Collectors.joining("; "));
    }

    /** Ids of the providers that stories wait for. */
    public List<String> providers() {
        List<String> providers = waiting()
                .flatMap(story -> story.away().stream())
                .distinct()
                .sorted()
                .toList();
        checks.keySet().retainAll(providers);
        return providers;
    }

    /** Goes on with the check of such a provider, or begins one; closed when it is there. */
    public ProviderCheck look(String providerId) {
        return checks.compute(
                providerId, (id, check) -> check != null && check.isOpen() ? check : health.check(providerId));
    }

    /** Stories that are to be sent again now, the most urgent first, as many as fit into their queue. */
    public List<StoryRecord> due() {
        return stories.entrySet().stream()
                .filter(entry -> isDue(entry.getValue()))
                .flatMap(entry -> records.story(entry.getKey()).filter(entry.getValue()::isOf).stream())
                .sorted(MOST_URGENT_FIRST)
                .limit(Math.max(0, room.getAsLong()))
                .toList();
    }

    private boolean isDue(Parked story) {
        return !story.isSent()
                && nanoTime.getAsLong() - story.notBefore() >= 0
                && story.away().stream().anyMatch(health::isThere);
    }

    /** The story has its message. */
    public void sent(StoryRecord story) {
        stories.computeIfPresent(story.storyId(), (id, parked) -> parked.isOf(story) ? parked.asSent() : parked);
    }

    /** How many stories wait, with those that are tried again: a model that is there and still hangs ends no wait. */
    public int count() {
        return stories.size();
    }

    private Stream<Parked> waiting() {
        return stories.values().stream().filter(story -> !story.isSent());
    }

    private void changed(StoryRecord story) {
        if (!story.state().awaitsWords()) {
            stories.remove(story.storyId());
        }
    }

    /**
     * One story that waits.
     *
     * @param generation of the message that it gets
     * @param away ids of the providers that were not there
     * @param since when it was parked first
     * @param again how often it was sent again in vain
     * @param notBefore when it may be sent, in nanoseconds
     * @param isSent true when it has its message; it is remembered until it is written
     */
    private record Parked(int generation, Set<String> away, Instant since, int again, long notBefore, boolean isSent) {
        boolean isOf(StoryRecord story) {
            return story.state().awaitsWords() && story.generation() == generation;
        }

        Parked asSent() {
            return new Parked(generation, away, since, again, notBefore, true);
        }
    }
}
