package io.showrunner.writer;

import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.llm.ChatReply;
import io.showrunner.llm.ChatRequest;
import io.showrunner.story.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the models of providers in memory that are asked only when the first one is not there (O4): every so often each of
 * them is asked for a word or two. Thread-safe.
 */
public final class Standby {
    private static final Logger LOG = LoggerFactory.getLogger(Standby.class);
    private static final int TOKENS = 10;
    private static final String COLD = "cold: ";
    private static final String WARM = "warm";

    private final List<ProviderSettings> providers;
    private final Duration interval;
    private final BooleanSupplier busy;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Map<String, Long> asked = new ConcurrentHashMap<>();
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /**
     * @param providers those that are to be kept warm
     * @param interval zero asks nobody
     * @param busy true while a story is being asked for: it goes first
     */
    public Standby(
            List<ProviderSettings> providers,
            Duration interval,
            BooleanSupplier busy,
            Clock clock,
            LongSupplier nanoTime) {
        this.providers = interval.isZero() ? List.of() : List.copyOf(providers);
        this.interval = interval;
        this.busy = busy;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Ids of those that are kept warm; none when the settings do not want it. */
    public List<String> providers() {
        return providers.stream().map(ProviderSettings::id).toList();
    }

    /** Ids of those to be asked now; each is named once in an interval, and nobody while a story is being asked for. */
    public List<String> due() {
        if (providers.isEmpty() || busy.getAsBoolean()) {
            return List.of();
        }
        long now = nanoTime.getAsLong();
        List<String> due = providers().stream().filter(id -> isDue(id, now)).toList();
        due.forEach(id -> asked.put(id, now));
        return due;
    }

    private boolean isDue(String providerId, long now) {
        Long last = asked.get(providerId);
        return last == null || now - last >= interval.toNanos();
    }

    /** The body of the request. */
    public String request(String providerId) {
        String model = providers.stream()
                .filter(provider -> provider.id().equals(providerId))
                .findFirst()
                .orElseThrow()
                .model();
        return new ChatRequest(model, "Say: ready", 0, TOKENS, 0, null, null).toJson();
    }

    /** Takes the answer: whatever the model said, it is in memory. */
    public void answered(String providerId, int status, String body) {
        ChatReply reply = ChatReply.of(status, body, null, clock);
        if (reply instanceof ChatReply.Retry retry) {
            is(providerId, COLD + retry.reason());
        } else if (reply instanceof ChatReply.NoRetry refusal) {
            is(providerId, COLD + refusal.message());
        } else if (reply instanceof ChatReply.DropResponseFormat refusal) {
            is(providerId, COLD + refusal.reason());
        } else {
            is(providerId, WARM);
        }
    }

    /** Takes note that no answer came. */
    public void failed(String providerId, Exception cause) {
        is(providerId, COLD + Reason.words(cause));
    }

    /** Says so once for each change: a standby that stays away is not worth a line each time. */
    private void is(String providerId, String state) {
        String before = known.put(providerId, state);
        if (state.equals(WARM) && !state.equals(before)) {
            LOG.info("standby is warm provider={}", providerId);
        } else if (!state.equals(WARM) && (before == null || before.equals(WARM))) {
            LOG.warn("standby is not warm provider={} reason={}", providerId, state.substring(COLD.length()));
        }
    }

    /** What came of the last request, in a few words. */
    public String state(String providerId) {
        return known.getOrDefault(providerId, "not asked yet");
    }

    /** True when the provider answered its last request. */
    public boolean isWarm(String providerId) {
        return WARM.equals(known.get(providerId));
    }
}
