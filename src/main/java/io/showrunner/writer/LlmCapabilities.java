package io.showrunner.writer;

import io.showrunner.config.Settings.ProviderSettings;
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

    /** Kept in a file; of what it holds only that of the providers is taken over. */
    public static LlmCapabilities in(Path file, List<ProviderSettings> providers) {
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
        return of(provider).can().getOrDefault(capability, true);
    }

    /** Takes note that the endpoint took or refused what a request asked for. */
    public void learn(ProviderSettings provider, Capability capability, boolean can) {
        update(provider, facts -> facts.with(capability, can));
    }

    private synchronized void update(ProviderSettings provider, UnaryOperator<EndpointFacts> change) {
        EndpointFacts before = of(provider);
        EndpointFacts after = change.apply(before);
        if (!after.equals(before)) {
            known.remove(before);
            known.add(after);
            keeper.accept(List.copyOf(known));
        }
    }
}
