package io.showrunner.writer;

import io.showrunner.cache.LayeredCache;
import io.showrunner.config.CacheSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a brief that nobody can write for a story of the same genre, mood and length that a model wrote for another one
 * (L5). Every document of the story says so. A story that is begun, by the brief or by a model, is not mixed with another.
 * Thread-safe.
 */
public final class SimilarStories {
    private static final Logger LOG = LoggerFactory.getLogger(SimilarStories.class);
    /** Briefs of one genre and mood take turns among so many, so that an outage does not make the same film every time. */
    private static final int MOST = 5;

    private final CacheSettings settings;
    private final LayeredCache<CachedStory> stories;
    private final AtomicLong lent = new AtomicLong();

    public SimilarStories(CacheSettings settings, LayeredCache<CachedStory> stories) {
        this.settings = settings;
        this.stories = stories;
    }

    /** Gives the story such words, when it has none and there are any; the same ones when it is asked for again. */
    public void lend(Writing writing) {
        if (!isWanted(writing)) {
            return;
        }
        List<CachedStory> similar =
                stories.newest(PromptKey.group(writing.session().script()), MOST);
        if (similar.isEmpty()) {
            LOG.info("no kept story can stand in storyId={}", writing.storyId());
            return;
        }
        CachedStory story = similar.get(Math.floorMod(writing.storyId().hashCode(), similar.size()));
        writing.session().borrow(story);
        lent.incrementAndGet();
        LOG.warn("another brief's story stands in storyId={} writtenFor={}", writing.storyId(), story.storyId());
    }

    /** Stories that stood in since the start. */
    public long lent() {
        return lent.get();
    }

    private boolean isWanted(Writing writing) {
        return settings.enabled()
                && settings.similar()
                && writing.lacksWords()
                && !writing.isParked()
                && writing.session().script().isUntouched()
                && writing.session().script().brief().cache();
    }
}
