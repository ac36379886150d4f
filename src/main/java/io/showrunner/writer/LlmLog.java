package io.showrunner.writer;

import io.showrunner.config.RequestFormat;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.LlmHealthCheck;
import io.showrunner.story.LlmReport;
import io.showrunner.story.ReviewReport;
import io.showrunner.story.StorySource;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What happened between one session and the language model. */
final class LlmLog {
    private final StoryRepairs repairs;
    private final LlmTimes times = new LlmTimes();
    private final LlmUsage usage = new LlmUsage();
    private ProviderSettings provider;
    private String error;
    private final ProviderSettings first;
    private String turnedAwayFrom;
    private final Map<String, String> away = new LinkedHashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private LlmHealthCheck healthCheck;
    private Boolean cacheHit;
    private CachedStory taken;
    private String author;
    private boolean isStandbysWork;
    private ReviewReport review;

    /** @param first the endpoint that is to write; null when none is configured */
    LlmLog(StoryRepairs repairs, ProviderSettings first) {
        this.repairs = repairs;
        this.first = first;
    }

    void asked(ProviderSettings by, Instant now) {
        provider = by;
        times.asked(now);
    }

    /** Goes on with a story that a turn before this one has begun. */
    void goesOn(LlmReport before) {
        repairs.goOnWith(before.repairs());
        times.goOnFrom(before);
        author = before.model();
        isStandbysWork = "ollama".equals(before.fallbackKind());
        usage.goOnFrom(before);
        cacheHit = before.cacheHit();
        healthCheck = before.healthCheck();
    }

    /** The endpoint that would have been asked. */
    void meant(ProviderSettings by) {
        provider = by;
    }

    /** Whether the endpoint at hand is there. */
    void checked(LlmHealthCheck check) {
        healthCheck = check;
    }

    /** When and how often the endpoints answered. */
    LlmTimes times() {
        return times;
    }

    /** A request has come to its end. */
    void took(LlmReply reply) {
        usage.took(reply);
    }

    /** Words of the endpoint that was asked last are in the story. */
    void wrote() {
        author = provider.model();
        isStandbysWork = !provider.equals(first);
    }

    /** Keeps what the story is to say besides who wrote it; null says nothing. */
    void warns(String warning) {
        if (warning != null) {
            warnings.add(warning);
        }
    }

    /** What the story is to say besides who wrote it, each thing once. */
    Set<String> warnings() {
        return warnings;
    }

    void needed(RepairRung rung) {
        repairs.needed(rung);
    }

    void failed(String why) {
        error = why;
    }

    /** The endpoint was not there, and may be later. */
    void away(String providerId, String why) {
        away.put(providerId, why);
    }

    /** The endpoints that were not there and why, in the order in which they were asked. */
    Map<String, String> away() {
        return away;
    }

    /** Another endpoint is asked from now on. */
    void turnedAway() {
        needed(RepairRung.OTHER_ENDPOINT);
        turnedAwayFrom = endpoint() + ": " + Wording.firstSaid(error, "given up");
        error = null;
    }

    /** The endpoint that was asked before and why not any more; null when there was only one. */
    String turnedAwayFrom() {
        return turnedAwayFrom;
    }

    /** The cache was asked; null when it had nothing. */
    void looked(CachedStory found) {
        cacheHit = found != null;
        taken = found;
    }

    /** Another brief's story stands in. */
    void borrowed(CachedStory other) {
        taken = other;
    }

    /** Whose words these are when they were not written for this story; null when they were. */
    CachedStory taken() {
        return taken;
    }

    /** True when they were written for another brief. */
    boolean isBorrowed() {
        return taken != null && !Boolean.TRUE.equals(cacheHit);
    }

    /** What the model said of the whole story. */
    void reviewed(ReviewReport report) {
        review = report;
    }

    boolean wasAsked() {
        return times.requests() > 0;
    }

    String error() {
        return error;
    }

    /** Why the endpoint that was asked last gives nothing more. */
    String lastFailure() {
        return endpoint() + ": " + Wording.firstSaid(error, "the turn to ask never came");
    }

    /** The endpoint asked last, for people: {@code lm-studio (http://…)}. */
    String endpoint() {
        return provider == null ? "the language model" : provider.id() + " (" + shown(provider.url()) + ")";
    }

    String model() {
        if (taken != null) {
            return taken.model();
        }
        if (author != null) {
            return author;
        }
        return provider == null ? null : provider.model();
    }

    LlmReport report(ReportFacts facts) {
        boolean lacking = facts.lacking() || isBorrowed();
        if (facts.enabled() && facts.source() == StorySource.TEMPLATE) {
            needed(RepairRung.TEMPLATE);
        }
        return new LlmReport(
                facts.enabled(),
                provider == null ? null : shown(provider.url()),
                wasAsked() ? facts.seed() : null,
                model(),
                (provider == null ? RequestFormat.OPENAI_CHAT : provider.format()).word(),
                wasAsked() ? facts.temperature() : null,
                status(lacking),
                facts.requested(),
                taken == null ? facts.received() : 0,
                times.startedAt(),
                times.completedAt(),
                times.milliseconds(),
                lacking ? error : null,
                usage.promptTokens(),
                usage.completionTokens(),
                usage.finishReason(),
                times.requests(),
                times.timeouts(),
                usage.truncations(),
                times.together().toMillis(),
                cacheHit,
                fallbackKind(facts.source()),
                facts.source(),
                repairs.byWord(),
                healthCheck,
                review);
    }

    private String status(boolean lacking) {
        if (lacking && (wasAsked() || error != null)) {
            return "error";
        }
        return wasAsked() ? "success" : "skipped";
    }

    private String fallbackKind(StorySource source) {
        if (source == StorySource.TEMPLATE) {
            return "template";
        }
        if (taken != null) {
            return isBorrowed() ? "cachedPrompt" : "none";
        }
        return isStandbysWork ? "ollama" : "none";
    }

    /** Without user and password. */
    static String shown(URI url) {
        String text = url.toString();
        return url.getRawUserInfo() == null ? text : text.replace(url.getRawUserInfo() + "@", "");
    }
}
