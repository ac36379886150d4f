package io.showrunner.health;

import io.showrunner.health.HealthReport.Llm;
import io.showrunner.health.HealthReport.ProviderState;
import java.util.List;

/** Judges the LLM endpoints together (K2): the first is meant, the others are fallbacks. */
final class LlmHealth {
    private LlmHealth() {}

    /** @param skipped true when no story asks before it asks for words; the report says so */
    static Llm judge(List<ProviderState> providers, boolean skipped) {
        Llm judged = judge(providers);
        if (!skipped) {
            return judged;
        }
        String words = "stories are not preceded by this check (showrunner.llm.skip-health-check)";
        return new Llm(judged.status(), judged.message() == null ? words : judged.message() + "; " + words, providers);
    }

    private static Llm judge(List<ProviderState> providers) {
        if (providers.isEmpty()) {
            return new Llm(Status.DEGRADED, "none is configured: every story is a template story", providers);
        }
        Status whole =
                Status.ofWhole(providers.stream().map(ProviderState::status).toList());
        if (whole == Status.FAILED) {
            return new Llm(whole, "none can write: stories become template stories", providers);
        }
        if (providers.get(0).status() == Status.FAILED) {
            return new Llm(
                    Status.DEGRADED,
                    "a fallback writes, because " + providers.get(0).id() + " cannot",
                    providers);
        }
        return new Llm(Status.OK, null, providers);
    }
}
