package io.showrunner.writer;

import io.showrunner.config.Settings.LlmSettings;
import io.showrunner.config.Settings.ProviderSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether the settings' budgets fit each other and what is known of each endpoint (C13), with the arithmetic. */
public final class BudgetCheck {
    /** 500 tokens in 90 s, as a 7B model writes on a CPU (C12). */
    static final double ASSUMED_TOKENS_PER_SECOND = 5.5;

    /** The shipped prompts with a brief of ordinary length. */
    static final int ASSUMED_PROMPT_TOKENS = 1000;

    private final TokenBudget budget;
    private final Duration timeout;
    private final List<ProviderSettings> providers;
    private final LlmCapabilities capabilities;

    public BudgetCheck(LlmSettings settings, LlmCapabilities capabilities) {
        this.budget = new TokenBudget(settings.maxTokens());
        this.timeout = settings.timeout();
        this.providers = settings.providers();
        this.capabilities = capabilities;
    }

    /** One sentence for each thing that does not fit; none when all is well. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        budget.sceneWarning().ifPresent(warnings::add);
        providers.forEach(provider -> warnings.addAll(warnings(provider)));
        return warnings;
    }

    /** What does not fit this endpoint. */
    public List<String> warnings(ProviderSettings provider) {
        EndpointFacts facts = capabilities.of(provider);
        List<String> warnings = new ArrayList<>();
        speed(facts).ifPresent(warnings::add);
        context(facts).ifPresent(warnings::add);
        return warnings.stream()
                .map(warning -> "provider " + provider.id() + ": " + warning)
                .toList();
    }

    private Optional<String> speed(EndpointFacts facts) {
        return facts.tokensPerSecond() != null
                ? budget.timeoutWarning(facts.tokensPerSecond(), timeout)
                : budget.timeoutWarning(ASSUMED_TOKENS_PER_SECOND, timeout)
                        .map(warning -> warning + " (That speed is assumed, it was not measured yet.)");
    }

    private Optional<String> context(EndpointFacts facts) {
        if (facts.contextTokens() == null) {
            return Optional.empty();
        }
        int prompt = Objects.requireNonNullElse(facts.promptTokens(), ASSUMED_PROMPT_TOKENS);
        int together = prompt + budget.cap();
        return together <= facts.contextTokens()
                ? Optional.empty()
                : Optional.of("a question of " + prompt + " tokens and showrunner.llm.max-tokens=" + budget.cap()
                        + " take " + together + " tokens, but the model is loaded with a context of "
                        + facts.contextTokens() + ": answers will be cut off. Load it with at least " + together
                        + ", or lower max-tokens."
                        + (facts.promptTokens() == null ? " (The question's length is assumed.)" : ""));
    }
}
