package io.showrunner.writer;

import io.showrunner.cache.LayeredCache;
import io.showrunner.cache.Looks;
import io.showrunner.cache.SingleFlight;
import io.showrunner.config.CacheSettings;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a brief the words that the same model wrote for the same brief before (P1), and keeps what a model wrote. A cache
 * that cannot be read or written costs a request to the model, never a story. Thread-safe.
 */
public final class PromptCache {
    private static final Logger LOG = LoggerFactory.getLogger(PromptCache.class);

    private final CacheSettings settings;
    private final LayeredCache<CachedStory> stories;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final SingleFlight flights;
    private final Looks looks = new Looks();

    /** @param flights which words are being written right now, by all who share the cache */
    public PromptCache(
            CacheSettings settings,
            LayeredCache<CachedStory> stories,
            SingleFlight flights,
            Clock clock,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.stories = stories;
        this.flights = flights;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Begins to wait for another story with the same brief that is being written; due as long as that is so. */
    public TwinWait awaitTwin(Writing writing) {
        if (!isAsked(writing)) {
            return () -> false;
        }
        String key = writing.session().contentKey();
        long deadline = nanoTime.getAsLong() + settings.patience().toNanos();
        return () -> !flights.claim(key, writing.storyId()) && nanoTime.getAsLong() - deadline < 0;
    }

    /** Gives the story the words that the model at hand wrote for the same brief, when there are any. */
    public void answer(Writing writing) {
        if (!isAsked(writing)) {
            return;
        }
        WritingSession session = writing.session();
        String key = session.contentKey();
        Optional<CachedStory> known = stories.get(key);
        session.looked(known.orElse(null));
        looks.looked(known.isPresent());
        LOG.info(
                "prompt cache {} storyId={} model={} key={} writtenFor={}",
                known.isPresent() ? "hit" : "miss",
                writing.storyId(),
                session.provider().model(),
                key,
                known.map(CachedStory::storyId).orElse("-"));
    }

    /** Keeps the words, when one model alone wrote all that the brief left open. */
    public void keep(Writing writing) {
        WritingSession session = writing.session();
        Script script = session.script();
        if (!takesPart(writing) || !script.incomplete().isEmpty() || !script.isOriginal()) {
            return;
        }
        CachedStory story = new CachedStory(
                writing.storyId(),
                StoryAssembly.title(script.brief(), StoryAssembly.logline(script)),
                session.provider().model(),
                clock.instant(),
                script.parts());
        stories.put(session.contentKey(), PromptKey.group(script), story);
    }

    /** The story is written, or is not written now: another one with the same brief need not wait for it any longer. */
    public void release(Writing writing) {
        flights.release(writing.storyId());
    }

    /** Looks that found the words. */
    public long hits() {
        return looks.hits();
    }

    /** Looks that did not. */
    public long misses() {
        return looks.misses();
    }

    /** Hits of all looks since the start, 0 to 1; 0 before the first look (P2). */
    public double hitRatio() {
        return looks.hitRatio();
    }

    /** The stories that are kept. */
    public LayeredCache<CachedStory> stories() {
        return stories;
    }

    private boolean isAsked(Writing writing) {
        return takesPart(writing)
                && writing.wantsReply()
                && writing.session().script().parts().isEmpty();
    }

    private boolean takesPart(Writing writing) {
        return settings.enabled() && writing.session().script().brief().cache();
    }
}
