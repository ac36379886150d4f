package io.showrunner.writer;

import io.showrunner.config.Settings.LlmSettings;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.llm.ChatReply;
import io.showrunner.llm.HealthUrl;
import io.showrunner.llm.ModelList;
import io.showrunner.story.LlmHealthCheck;
import io.showrunner.story.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a provider lists the model that it is to be asked for, looked at before a story (L1). A good answer holds for
 * {@value #SECONDS_GOOD} seconds unless a request fails meanwhile (L2). Thread-safe.
 */
public final class ProviderHealth {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderHealth.class);
    private static final int SECONDS_GOOD = 30;

    private final LlmSettings settings;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Map<String, Good> good = new ConcurrentHashMap<>();
    private final Set<String> doubtful = ConcurrentHashMap.newKeySet();

    private record Good(long since, LlmHealthCheck report) {}

    public ProviderHealth(LlmSettings settings, Clock clock, LongSupplier nanoTime) {
        this.settings = settings;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Begins to check the provider at hand; open as long as it is to be looked at. */
    public ProviderCheck check(Writing writing) {
        if (!writing.wantsReply()) {
            return ProviderCheck.unneeded();
        }
        WritingSession session = writing.session();
        Good known = good.get(writing.providerId());
        if (settings.skipHealthCheck()) {
            session.log().checked(report(session.provider(), "skipped", null, null, null));
            return ProviderCheck.unneeded();
        }
        if (known != null && isFresh(known)) {
            session.log().checked(known.report());
            return ProviderCheck.unneeded();
        }
        return ProviderCheck.of(settings.retryDelay(), doubtful.contains(writing.providerId()));
    }

    /** Takes the provider's list of models. */
    public void answered(Writing writing, ProviderCheck check, int status, String body) {
        ProviderSettings provider = writing.session().provider();
        ModelList list = ModelList.parse(status, body);
        if (!list.healthy()) {
            bad(writing, check, null, "no list of models: " + list.problem());
        } else if (!list.offers(provider.model())) {
            String words = list.missing(provider.model()) + "; " + ChatReply.Kind.MODEL.advice();
            bad(writing, check, list.models().size(), words);
        } else {
            good(writing, check, list.models().size());
        }
    }

    /** Takes note that no list came. */
    public void failed(Writing writing, ProviderCheck check, Exception cause) {
        bad(writing, check, null, "no list of models: " + Reason.words(cause));
    }

    /** A request to the provider failed: before the next story it is looked at again, and twice. */
    public void doubt(Writing writing) {
        good.remove(writing.providerId());
        doubtful.add(writing.providerId());
    }

    private void good(Writing writing, ProviderCheck check, int models) {
        check.good();
        if (check.isOpen()) {
            return;
        }
        ProviderSettings provider = writing.session().provider();
        LlmHealthCheck report = report(provider, "success", models, null, clock.instant());
        writing.session().log().checked(report);
        good.put(provider.id(), new Good(nanoTime.getAsLong(), report));
        if (doubtful.remove(provider.id())) {
            LOG.info("provider is back provider={}", provider.id());
        }
    }

    private void bad(Writing writing, ProviderCheck check, Integer models, String why) {
        check.bad();
        LOG.warn(
                "provider is not there storyId={} provider={} reason={} action={}",
                writing.storyId(),
                writing.providerId(),
                why,
                check.isOpen() ? "look again" : "give up");
        if (!check.isOpen()) {
            doubt(writing);
            WritingSession session = writing.session();
            session.log().meant(session.provider());
            session.log().checked(report(session.provider(), "failed", models, why, clock.instant()));
            session.giveUp(why);
        }
    }

    private boolean isFresh(Good known) {
        return nanoTime.getAsLong() - known.since()
                < Duration.ofSeconds(SECONDS_GOOD).toNanos();
    }

    private static LlmHealthCheck report(
            ProviderSettings provider, String status, Integer models, String error, Instant when) {
        return new LlmHealthCheck(
                LlmLog.shown(HealthUrl.of(provider.healthUrl(), provider.url())),
                provider.healthUrl() == null ? null : LlmLog.shown(provider.healthUrl()),
                status,
                models,
                error,
                when,
                status.equals("skipped") ? "showrunner.llm.skip-health-check is true" : null);
    }
}
