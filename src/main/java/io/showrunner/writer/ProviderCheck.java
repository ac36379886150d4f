package io.showrunner.writer;

import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.LlmHealthCheck;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Whether a provider is there. One good look will do, and a bad one is followed by one more after a pause (L3). A provider
 * that is loading its model is looked at until it has it. One that failed lately needs two good looks in a row (X3), and its
 * first bad one ends the check. For one thread at a time.
 */
public final class ProviderCheck {
    private static final int MOST_LOOKS = 2;
    private static final long SHORTEST_PAUSE_OF_LOADING = 1000;

    private final ProviderSettings provider;
    private final Writing writing;
    private final Duration delay;
    private final Kind kind;
    private int looks;
    private OptionalLong loadingSince = OptionalLong.empty();
    private boolean open = true;
    private boolean there;

    /** How many looks it takes, and what comes of a bad one. */
    private enum Kind {
        TRUSTED,
        DOUBTED,
        /** Just before the request: one look, and a bad one is a failed request. */
        LAST
    }

    private ProviderCheck(ProviderSettings provider, Writing writing, Duration delay, Kind kind) {
        this.provider = provider;
        this.writing = writing;
        this.delay = delay;
        this.kind = kind;
    }

    /** @param writing of the story that is to be asked for; null when none depends on this check */
    static ProviderCheck of(ProviderSettings provider, Writing writing, Duration delay, boolean doubtful) {
        return new ProviderCheck(provider, writing, delay, doubtful ? Kind.DOUBTED : Kind.TRUSTED);
    }

    /** A last look just before a request. */
    static ProviderCheck last(Writing writing) {
        return new ProviderCheck(writing.session().provider(), writing, Duration.ZERO, Kind.LAST);
    }

    /** The answer is known. */
    static ProviderCheck closed(boolean there) {
        ProviderCheck check = new ProviderCheck(null, null, Duration.ZERO, Kind.TRUSTED);
        check.open = false;
        check.there = there;
        return check;
    }

    /** True while the provider is to be looked at. */
    public boolean isOpen() {
        return open;
    }

    /** True when the provider is there. */
    public boolean isThere() {
        return there;
    }

    /** Id of the provider. */
    public String providerId() {
        return provider.id();
    }

    /** Milliseconds to let go by before the next look. */
    public long pauseMillis() {
        if (loadingSince.isPresent()) {
            return Math.max(SHORTEST_PAUSE_OF_LOADING, delay.toMillis());
        }
        return looks == 0 ? 0 : delay.toMillis();
    }

    ProviderSettings provider() {
        return provider;
    }

    boolean isLast() {
        return kind == Kind.LAST;
    }

    /** True when no story depends on it now: it is repeated from time to time. */
    boolean isForNobody() {
        return writing == null;
    }

    /** The server loads its model: true while a story may wait for that, and the look says nothing yet. */
    boolean waitsForModel(long now, Duration longest) {
        if (isForNobody() || isLast()) {
            return false;
        }
        loadingSince = OptionalLong.of(loadingSince.orElse(now));
        return now - loadingSince.getAsLong() < longest.toNanos();
    }

    void good() {
        looks++;
        open = kind == Kind.DOUBTED && looks < MOST_LOOKS;
        there = !open;
    }

    void bad() {
        looks++;
        open = kind == Kind.TRUSTED && looks < MOST_LOOKS;
    }

    /** The story's documents say what came of the check. */
    void report(LlmHealthCheck report) {
        if (writing != null) {
            writing.session().log().checked(report);
        }
    }

    /** The story is not asked of this provider now. */
    void giveUp(String why) {
        if (isLast()) {
            writing.session().notNow(why);
        } else if (writing != null) {
            writing.session().log().meant(provider);
            writing.session().notThere(why);
        }
    }

    /** For the log: the story, or who else looks. */
    String asker() {
        return isForNobody() ? "waiting stories" : writing.storyId();
    }
}
