package io.showrunner.writer;

import io.showrunner.config.Settings.ProviderSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** What the providers have written since the start, as far as they count it themselves. Thread-safe. */
public final class LlmFigures {
    private final Map<String, OfProvider> byProvider = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    LlmFigures(List<ProviderSettings> providers) {
        providers.forEach(provider -> of(provider.id()));
    }

    /** Hears of each request that was sent and has come to its end. */
    @FunctionalInterface
    public interface Listener {
        void replied(LlmReply reply);
    }

    /** From now on the listener hears of each end. */
    public void onReply(Listener listener) {
        listeners.add(listener);
    }

    /** Figures of one provider. */
    public static final class OfProvider {
        private final LongAdder promptTokens = new LongAdder();
        private final LongAdder completionTokens = new LongAdder();
        private final LongAdder streams = new LongAdder();
        private final LongAdder firstTokenNanos = new LongAdder();

        public long promptTokens() {
            return promptTokens.sum();
        }

        public long completionTokens() {
            return completionTokens.sum();
        }

        /** Replies of which a first token was seen. */
        public long streams() {
            return streams.sum();
        }

        /** What these took until then, together. */
        public double firstTokenNanos() {
            return firstTokenNanos.sum();
        }
    }

    /** By the providers' ids. */
    public Map<String, OfProvider> byProvider() {
        return Collections.unmodifiableMap(byProvider);
    }

    private OfProvider of(String provider) {
        return byProvider.computeIfAbsent(provider, unknown -> new OfProvider());
    }

    void firstToken(String provider, Duration after) {
        OfProvider figures = of(provider);
        figures.streams.increment();
        figures.firstTokenNanos.add(after.toNanos());
    }

    void replied(LlmReply reply) {
        tokens(reply.provider(), reply.promptTokens(), reply.completionTokens());
        listeners.forEach(listener -> listener.replied(reply));
    }

    private void tokens(String provider, Integer prompt, Integer completion) {
        OfProvider figures = of(provider);
        figures.promptTokens.add(prompt == null ? 0 : prompt);
        figures.completionTokens.add(completion == null ? 0 : completion);
    }
}
