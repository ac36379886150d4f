package io.showrunner.routes;

import io.showrunner.cache.BestEffortCache;
import io.showrunner.cache.LayeredCache;
import io.showrunner.render.SceneCache;
import io.showrunner.web.CacheAnswer;
import io.showrunner.web.UnknownCache;
import io.showrunner.writer.PromptCache;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The caches as people see them. What is emptied is had anew when it is needed. */
public final class Caches {
    private static final Logger LOG = LoggerFactory.getLogger(Caches.class);
    private static final String PROMPTS = "prompts";
    private static final String SCENES = "scenes";

    private final PromptCache prompts;
    private final SceneCache scenes;

    Caches(PromptCache prompts, SceneCache scenes) {
        this.prompts = prompts;
        this.scenes = scenes;
    }

    /** What each of them holds. */
    public List<CacheAnswer> all() {
        return List.of(ofPrompts(), ofScenes());
    }

    /**
     * Empties one.
     *
     * @return what it holds then
     * @throws UnknownCache when there is none of this name
     */
    public CacheAnswer clear(String name) {
        switch (name) {
            case PROMPTS -> prompts.stories().clear();
            case SCENES -> scenes.clear();
            default -> throw new UnknownCache(name);
        }
        CacheAnswer now = name.equals(PROMPTS) ? ofPrompts() : ofScenes();
        LOG.info("cache={} is emptied entries={} state={}", name, now.entries(), now.state());
        return now;
    }

    private CacheAnswer ofPrompts() {
        LayeredCache<?> cache = prompts.stories();
        return answer(PROMPTS, cache, cache.size(), cache.bytes(), prompts.hits(), prompts.misses());
    }

    /** Of those whose frames this process counts: the index of all says nothing of their size. */
    private CacheAnswer ofScenes() {
        BestEffortCache<?> own = scenes.scenes().own();
        return answer(SCENES, scenes.scenes(), own.size(), own.bytes(), scenes.hits(), scenes.misses());
    }

    private static CacheAnswer answer(
            String name, LayeredCache<?> cache, OptionalInt entries, OptionalLong bytes, long hits, long misses) {
        return new CacheAnswer(
                name,
                cache.place(),
                entries.isPresent() ? entries.getAsInt() : null,
                bytes.isPresent() ? bytes.getAsLong() : null,
                hits,
                misses,
                cache.state());
    }
}
