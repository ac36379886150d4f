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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Whether a provider lists the model that it is to be asked for, looked at before a story (L1). A good answer holds for
 * {@value #SECONDS_GOOD} seconds unless a request fails meanwhile (L2). Thread-safe.
 */
public final class ProviderHealth {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderHealth.class);
    private static final int SECONDS_GOOD = 30;

    private final LlmSettings settings;
    private final LlmCapabilities capabilities;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Map<String, Good> good = new ConcurrentHashMap<>();
    private final Map<String, String> doubtful = new ConcurrentHashMap<>();

    private record Good(long since, LlmHealthCheck report) {}

    public ProviderHealth(LlmSettings settings, LlmCapabilities capabilities, Clock clock, LongSupplier nanoTime) {
        this.settings = settings;
        this.capabilities = capabilities;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Begins to check the provider at hand; open as long as it is to be looked at. */
    public ProviderCheck check(Writing writing) {
        if (!writing.wantsReply()) {
            return ProviderCheck.closed(true);
        }
        WritingSession session = writing.session();
        Good known = good.get(writing.providerId());
        if (settings.skipHealthCheck()) {
            session.log().checked(report(session.provider(), "skipped", null, null, null));
            return ProviderCheck.closed(true);
        }
        if (known != null && isFresh(known)) {
            session.log().checked(known.report());
            return ProviderCheck.closed(true);
        }
        return begin(session.provider(), writing);
    }

    /** Begins to check a provider that stories wait for. */
    ProviderCheck check(String providerId) {
        return isThere(providerId)
                ? ProviderCheck.closed(true)
                : settings.providers().stream()
                        .filter(provider -> provider.id().equals(providerId))
                        .findFirst()
                        .map(provider -> begin(provider, null))
                        .orElseThrow();
    }

    private ProviderCheck begin(ProviderSettings provider, Writing writing) {
        return ProviderCheck.of(provider, writing, settings.retryDelay(), doubtful.containsKey(provider.id()));
    }

    /** True when a story may be asked of the provider without another look. */
    boolean isThere(String providerId) {
        Good known = good.get(providerId);
        return settings.skipHealthCheck() || (known != null && isFresh(known));
    }

    /** Takes the provider's list of models. */
    public void answered(ProviderCheck check, int status, String body) {
        String model = check.provider().model();
        ModelList list = ModelList.parse(status, body);
        if (settings.skipHealthCheck()) {
            check.good();
        } else if (list.loading() && check.waitsForModel(nanoTime.getAsLong(), settings.timeout())) {
            LOG.info("provider loads its model provider={} askedFor={}", check.providerId(), check.asker());
        } else if (!list.healthy()) {
            bad(check, null, "no list of models: " + list.problem());
        } else if (!list.offers(model)) {
            bad(check, list.models().size(), list.missing(model) + "; " + ChatReply.Kind.MODEL.advice());
        } else {
            learn(check.provider(), list.contextOf(model));
            good(check, list.models().size());
        }
    }

    private void learn(ProviderSettings provider, Integer context) {
        if (context != null && capabilities.context(provider, context)) {
            new BudgetCheck(settings, capabilities).warnings(provider).forEach(LOG::warn);
        }
    }

    /** Takes note that no list came. */
    public void failed(ProviderCheck check, Exception cause) {
        bad(check, null, "no list of models: " + Reason.words(cause));
    }

    /** A request to the provider failed: before the next story it is looked at again, and twice. */
    public void doubt(Writing writing) {
        doubt(writing.providerId(), "a request failed");
    }

    private void doubt(String providerId, String why) {
        good.remove(providerId);
        doubtful.put(providerId, why);
    }

    /** What is known of each provider, in the order of the settings: a few words by its id. */
    public Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        settings.providers()
                .forEach(provider -> known.put(
                        provider.id(),
                        words(provider.id()) + "; " + capabilities.of(provider).words()));
        return known;
    }

    private String words(String providerId) {
        String why = doubtful.get(providerId);
        if (why != null) {
            return "in doubt: " + why;
        }
        return good.containsKey(providerId) ? "was there when it was asked last" : "not asked yet";
    }

    private void good(ProviderCheck check, int models) {
        check.good();
        if (check.isOpen() || check.isLast()) {
            return;
        }
        ProviderSettings provider = check.provider();
        LlmHealthCheck report = report(provider, "success", models, null, clock.instant());
        check.report(report);
        good.put(provider.id(), new Good(nanoTime.getAsLong(), report));
        if (doubtful.remove(provider.id()) != null) {
            LOG.info("provider is back provider={}", provider.id());
        }
    }

    private void bad(ProviderCheck check, Integer models, String why) {
        check.bad();
        boolean isKnown = check.isForNobody() && why.equals(doubtful.get(check.providerId()));
        LOG.atLevel(isKnown ? Level.DEBUG : Level.WARN)
                .log(
                        "provider is not there provider={} askedFor={} reason={} action={}",
                        check.providerId(),
                        check.asker(),
                        why,
                        check.isOpen() ? "look again" : "give up");
        if (!check.isOpen()) {
            doubt(check.providerId(), why);
            check.report(report(check.provider(), "failed", models, why, clock.instant()));
            check.giveUp(why);
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
