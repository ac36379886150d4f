package io.showrunner.writer;

import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.LlmHealthCheck;
import java.time.Duration;

/**
 * Whether a provider is there. One good look will do, and a bad one is followed by one more after a pause (L3). A provider
 * that failed lately needs two good looks in a row (X3), and its first bad one ends the check. For one thread at a time.
 */
public final class ProviderCheck {
    private static final int MOST_LOOKS = 2;

    private final ProviderSettings provider;
    private final WritingSession session;
    private final Duration delay;
    private final boolean doubtful;
    private int looks;
    private boolean open;

    private ProviderCheck(
            ProviderSettings provider, WritingSession session, Duration delay, boolean doubtful, boolean open) {
        this.provider = provider;
        this.session = session;
        this.delay = delay;
        this.doubtful = doubtful;
        this.open = open;
    }

    /** @param session of the story that is to be asked for; null when none depends on this check */
    static ProviderCheck of(ProviderSettings provider, WritingSession session, Duration delay, boolean doubtful) {
        return new ProviderCheck(provider, session, delay, doubtful, true);
    }

    /** The answer is known. */
    static ProviderCheck unneeded() {
        return new ProviderCheck(null, null, Duration.ZERO, false, false);
    }

    /** True while the provider is to be looked at. */
    public boolean isOpen() {
        return open;
    }

    /** Id of the provider. */
    public String providerId() {
        return provider.id();
    }

    /** Milliseconds to let go by before the next look. */
    public long pauseMillis() {
        return looks == 0 ? 0 : delay.toMillis();
    }

    ProviderSettings provider() {
        return provider;
    }

    void good() {
        looks++;
        open = doubtful && looks < MOST_LOOKS;
    }

    void bad() {
        looks++;
        open = !doubtful && looks < MOST_LOOKS;
    }

    /** The story's documents say what came of the check. */
    void report(LlmHealthCheck report) {
        if (session != null) {
            session.log().checked(report);
        }
    }

    /** The story is not asked of this provider. */
    void giveUp(String why) {
        if (session != null) {
            session.log().meant(provider);
            session.notThere(why);
        }
    }

    /** True when no story depends on it now: it is repeated from time to time. */
    boolean isForNobody() {
        return session == null;
    }

    /** For the log: the story, or who else looks. */
    String asker() {
        return isForNobody() ? "waiting stories" : session.storyId();
    }
}
