package io.showrunner.health;

import io.showrunner.health.HealthReport.Llm;
import io.showrunner.health.HealthReport.ProviderState;
import java.util.List;

/** Judges the LLM endpoints together (K2): the first is meant, the others are fallbacks. */
final class LlmHealth {
    private LlmHealth() {}

    /**
     * @param skipped true when no story asks before it asks for words; the report says so
     * @param template true when the genre template writes what no model can
     */
    static Llm judge(List<ProviderState> providers, boolean skipped, boolean template) {
        Llm judged = judged(providers, template);
        if (!skipped) {
            return judged;
        }
        String words = "stories are not preceded by this check (showrunner.llm.skip-health-check)";
        return new Llm(judged.status(), judged.message() == null ? words : judged.message() + "; " + words, providers);
    }

    private static Llm judged(List<ProviderState> providers, boolean template) {
        if (providers.isEmpty()) {
            String words =
                    template ? "every story is a template story" : "only briefs that bring every scene are taken";
            return new Llm(Status.DEGRADED, "none is configured: " + words, providers);
        }
        Status whole =
                Status.ofWhole(providers.stream().map(ProviderState::status).toList());
        if (whole == Status.FAILED) {
            String words = template ? "stories become template stories" : "briefs wait until one can";
            return new Llm(whole, "none can write: " + words, providers);
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
