package io.showrunner.render;

import io.showrunner.comfyui.PromptReply;
import io.showrunner.comfyui.Recorded;
import io.showrunner.config.Settings.SceneSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A watch over {@link Recorded#PROMPT_ID} whose time passes by hand, and what its server says. */
final class WatchedPrompt {
    final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    final PromptWatch watch;
    Duration usualStep = Duration.ofSeconds(20);

    WatchedPrompt(int maxWaitSeconds, int historyMaxAttempts, int maxQueueWaitSeconds) {
        SceneSettings settings = RenderHome.settings(
                Duration.ofSeconds(maxWaitSeconds), historyMaxAttempts, Duration.ofSeconds(maxQueueWaitSeconds));
        watch = new PromptWatch(
                Recorded.PROMPT_ID,
                settings,
                new Pulse(settings.silence(), node -> Optional.of(usualStep), nanos::get),
                nanos::get,
                Clock.fixed(RenderHome.NOW, ZoneOffset.UTC));
    }

    WatchedPrompt posted() {
        watch.posts();
        watch.posted(new PromptReply.Accepted(Recorded.PROMPT_ID, 1));
        return this;
    }

    WatchedPrompt passes(double seconds) {
        nanos.addAndGet(Math.round(seconds * 1e9));
        return this;
    }

    /** A whole look at a prompt that is running, waiting or absent, and has no history. */
    WatchedPrompt looks(String where) {
        watch.sawQueue(queue(where));
        watch.sawHistory("{}");
        return this;
    }

    WatchedPrompt ends(String history) {
        watch.sawQueue(queue("absent"));
        watch.sawHistory(Recorded.reply(history));
        return this;
    }

    String queue(String where) {
        String item = "[1, \"" + Recorded.PROMPT_ID + "\", {}, {}, []]";
        return "{\"queue_running\": [" + (where.equals("running") ? item : "") + "], \"queue_pending\": ["
                + (where.equals("waiting") ? item : "") + "]}";
    }
}
