package io.showrunner.writer;

import io.showrunner.config.Settings.ProviderSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the replies are that are being written right now: one for each story that a model is asked for, and nothing after
 * the reply has ended. Thread-safe.
 */
public final class WritingProgress {
    private static final Logger LOG = LoggerFactory.getLogger(WritingProgress.class);

    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final LlmFigures figures;
    private final LongSupplier nanoTime;

    WritingProgress(LlmFigures figures, LongSupplier nanoTime) {
        this.figures = figures;
        this.nanoTime = nanoTime;
    }

    /**
     * One reply.
     *
     * @param part what was asked for
     * @param tokens thoughts and words so far, as the endpoint sends them
     * @param scenes that were taken out of it
     * @param firstTokenSeconds from the request to the first token; null before that
     * @param tokensPerSecond since the first token; null before the second one
     */
    public record Snapshot(
            String provider,
            String part,
            int tokens,
            int scenes,
            double seconds,
            Double firstTokenSeconds,
            Double tokensPerSecond) {}

    private record Reply(String provider, String part, long askedAt, long firstAt, int tokens, int scenes) {
        Reply heard(int nowTokens, int moreScenes, long now) {
            return new Reply(provider, part, askedAt, tokens == 0 ? now : firstAt, nowTokens, scenes + moreScenes);
        }

        Snapshot at(long now) {
            double writing = (now - firstAt) / 1e9;
            return new Snapshot(
                    provider,
                    part,
                    tokens,
                    scenes,
                    tenths((now - askedAt) / 1e9),
                    tokens == 0 ? null : tenths((firstAt - askedAt) / 1e9),
                    tokens < 2 || writing <= 0 ? null : tenths((tokens - 1) / writing));
        }

        private static double tenths(double value) {
            return Math.round(value * 10) / 10.0;
        }
    }

    /** What the providers have written since the start. */
    public LlmFigures figures() {
        return figures;
    }

    /** The reply to the story's request at hand; empty when none is awaited. */
    public Optional<Snapshot> of(String storyId) {
        return Optional.ofNullable(replies.get(storyId)).map(reply -> reply.at(nanoTime.getAsLong()));
    }

    void asked(String storyId, ProviderSettings provider, String part) {
        long now = nanoTime.getAsLong();
        replies.put(storyId, new Reply(provider.id(), part, now, now, 0, 0));
    }

    void heard(String storyId, int tokens, int scenes) {
        Reply before = replies.get(storyId);
        if (before == null || tokens == 0) {
            return;
        }
        long now = nanoTime.getAsLong();
        replies.put(storyId, before.heard(tokens, scenes, now));
        if (before.tokens() == 0) {
            Duration first = Duration.ofNanos(now - before.askedAt());
            figures.firstToken(before.provider(), first);
            LOG.debug(
                    "first token storyId={} part={} provider={} seconds={}",
                    storyId,
                    before.part(),
                    before.provider(),
                    first.toMillis() / 1000.0);
        }
    }

    void ended(String storyId) {
        Reply reply = replies.remove(storyId);
        if (reply != null && reply.tokens() > 0) {
            Snapshot end = reply.at(nanoTime.getAsLong());
            LOG.info(
                    "reply ended storyId={} part={} provider={} tokens={} scenes={} seconds={} tokensPerSecond={}",
                    storyId,
                    end.part(),
                    end.provider(),
                    end.tokens(),
                    end.scenes(),
                    end.seconds(),
                    end.tokensPerSecond());
        }
    }
}
