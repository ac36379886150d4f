package io.showrunner.writer;

import io.showrunner.config.Settings;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.llm.Thoughts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What was learned of the endpoints by asking them, once and for all: it ends when the provider's URL or model changes, or
 * when its file is deleted. Thread-safe.
 */
public final class LlmCapabilities {
    private static final String FILE = "llm-capabilities.json";

    private final List<EndpointFacts> known = new ArrayList<>();
    private final Consumer<List<EndpointFacts>> keeper;

    private LlmCapabilities(List<EndpointFacts> known, Consumer<List<EndpointFacts>> keeper) {
        this.known.addAll(known);
        this.keeper = keeper;
    }

    /** Forgotten at the end. */
    public static LlmCapabilities inMemory() {
        return new LlmCapabilities(List.of(), facts -> {});
    }

    /**
     * Kept in a file below the data folder; of what it holds only that of the providers is taken over.
     *
     * @param simulation true when a simulator writes: what it can do is kept apart
     */
    public static LlmCapabilities in(Settings settings, boolean simulation) {
        String name = simulation ? FILE.replace(".", "-simulation.") : FILE;
        return in(settings.data().resolve(name), settings.llm().providers());
    }

    static LlmCapabilities in(Path file, List<ProviderSettings> providers) {
        CapabilitiesFile kept = new CapabilitiesFile(file);
        List<EndpointFacts> ofProviders = kept.read().stream()
                .filter(facts -> providers.stream().anyMatch(facts::isOf))
                .toList();
        return new LlmCapabilities(ofProviders, kept::write);
    }

    /** What is known of the provider's endpoint by now. */
    public synchronized EndpointFacts of(ProviderSettings provider) {
        return known.stream()
                .filter(facts -> facts.isOf(provider))
                .findFirst()
                .orElseGet(() -> EndpointFacts.nothing(provider));
    }

    /** True until the endpoint has refused it. */
    public boolean mayUse(ProviderSettings provider, Capability capability) {
        return of(provider).mayUse(capability);
    }

    /** Takes note that the endpoint took or refused what a request asked for. */
    public void learn(ProviderSettings provider, Capability capability, boolean can) {
        update(provider, facts -> facts.with(capability, can));
    }

    /** Takes note of where a reply had thoughts. */
    void thinks(ProviderSettings provider, Thoughts seen) {
        update(provider, facts -> facts.with(seen));
    }

    /** Takes note of how fast a reply came, and of how long its question was; null for what was not counted. */
    void measured(ProviderSettings provider, Double tokensPerSecond, Integer promptTokens) {
        update(provider, facts -> {
            EndpointFacts faster = tokensPerSecond == null ? facts : facts.withSpeed(tokensPerSecond);
            return promptTokens == null || promptTokens < 1 ? faster : faster.withPrompt(promptTokens);
        });
    }

    /**
     * Takes note of how long the context is with which the model is loaded.
     *
     * @return true when that was not known before
     */
    boolean context(ProviderSettings provider, int tokens) {
        return update(provider, facts -> facts.withContext(tokens));
    }

    private synchronized boolean update(ProviderSettings provider, UnaryOperator<EndpointFacts> change) {
        EndpointFacts before = of(provider);
        EndpointFacts after = change.apply(before);
        if (!after.equals(before)) {
            known.remove(before);
            known.add(after);
            keeper.accept(List.copyOf(known));
        }
        return !after.equals(before);
    }
}
