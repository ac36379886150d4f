package io.showrunner.routes;

import io.showrunner.cache.BestEffortCache;
import io.showrunner.render.SceneCache;
import io.showrunner.web.CacheAnswer;
import io.showrunner.web.UnknownCache;
import io.showrunner.writer.PromptCache;
import java.util.List;
import java.util.Optional;
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
        return answer(
                PROMPTS,
                prompts.stories(),
                prompts.hits(),
                prompts.misses(),
                prompts.stories().trouble());
    }

    private CacheAnswer ofScenes() {
        Optional<String> trouble = scenes.shared().flatMap(BestEffortCache::trouble);
        return answer(SCENES, scenes.own(), scenes.hits(), scenes.misses(), trouble.or(scenes.own()::trouble));
    }

    private static CacheAnswer answer(
            String name, BestEffortCache<?> cache, long hits, long misses, Optional<String> trouble) {
        OptionalInt entries = cache.size();
        OptionalLong bytes = cache.bytes();
        return new CacheAnswer(
                name,
                cache.place(),
                entries.isPresent() ? entries.getAsInt() : null,
                bytes.isPresent() ? bytes.getAsLong() : null,
                hits,
                misses,
                trouble.map(why -> "done without: " + why).orElse("used"));
    }
}
