package io.showrunner.routes;

import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.config.Settings;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.StoryStore;
import io.showrunner.writer.CardGuard;
import io.showrunner.writer.LlmCapabilities;
import io.showrunner.writer.ParkedStories;
import io.showrunner.writer.ProviderBreakers;
import io.showrunner.writer.ProviderHealth;
import io.showrunner.writer.Standby;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Registry;

/** What is there for language models that come and go: their health and breakers, stories that wait, models kept warm. */
final class LlmOutageParts {
    private static final String BREAKERS = "providerBreakers";
    private static final String PARKED_STORIES = "parkedStories";
    private static final String STANDBY = "standby";

    private LlmOutageParts() {}

    /**
     * Makes the beans.
     *
     * @param queued briefs in their queue now
     */
    static ParkedStories bindTo(
            Main camel,
            Settings settings,
            StoryStore store,
            LongSupplier queued,
            LlmCapabilities capabilities,
            Clock clock) {
        ProviderHealth health = new ProviderHealth(settings.llm(), capabilities, clock, System::nanoTime);
        camel.bind("providerHealth", health);
        ProviderBreakers breakers = new ProviderBreakers(ProviderFailures::isOfProvider);
        settings.llm().providers().forEach(each -> camel.bind("breaker-llm-" + each.id(), breakers.of(each.id())));
        camel.bind(BREAKERS, breakers);
        camel.bind("cardGuard", new CardGuard(settings.card().shares().keySet(), breakers));
        camel.bind(
                STANDBY,
                new Standby(
                        standbys(settings),
                        settings.llmOutage().standbyWarmUp(),
                        () -> camel.getCamelContext().getInflightRepository().size("call-llm") > 0,
                        clock,
                        System::nanoTime));
        ParkedStories parked = new ParkedStories(
                store,
                health,
                settings.llmOutage().retryInterval(),
                () -> settings.brief().queueDepth() - queued.getAsLong(),
                clock,
                System::nanoTime);
        camel.bind(PARKED_STORIES, parked);
        return parked;
    }

    /** Every provider but the first; one that shares a card is left alone, since ComfyUI would lose the memory. */
    private static List<ProviderSettings> standbys(Settings settings) {
        return settings.llm().providers().stream()
                .skip(1)
                .filter(provider -> !settings.card().shares().containsKey(provider.id()))
                .toList();
    }

    static void addRoutes(Settings settings, TemplatedRoutes templated) {
        standbys(settings)
                .forEach(provider -> WriterParts.add(
                        templated, "warm-up-provider", provider.id(), provider.url(), WriterParts.CHAT_CLIENT));
    }

    static void register(MeterRegistry meters, Registry beans) {
        Gauge.builder(
                        "showrunner.llm.parked.stories",
                        beans.lookupByNameAndType(PARKED_STORIES, ParkedStories.class),
                        ParkedStories::count)
                .description("Stories that wait until a language model is back")
                .register(meters);
        Standby standby = beans.lookupByNameAndType(STANDBY, Standby.class);
        standby.providers().forEach(provider -> Gauge.builder(
                        "showrunner.llm.standby", standby, all -> all.isWarm(provider) ? 1 : 0)
                .tag("provider", provider)
                .description("1 while a further provider has answered its last warm-up")
                .register(meters));
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(beans.lookupByNameAndType(BREAKERS, ProviderBreakers.class)
                        .registry())
                .bindTo(meters);
    }
}
