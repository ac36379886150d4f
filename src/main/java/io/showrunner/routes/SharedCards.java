package io.showrunner.routes;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.broker.Broker;
import io.showrunner.card.Backlog;
import io.showrunner.card.Cards;
import io.showrunner.config.Settings;
import io.showrunner.fleet.Fleet;
import io.showrunner.llm.HealthUrl;
import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the application makes for cards that language models share with ComfyUI servers: the cards, their routes, their meters. */
final class SharedCards {
    private static final List<String> TEMPLATES = List.of("look-at-model", "unload-model", "tell-model");

    private SharedCards() {}

    /** @param broker asked once the routes run */
    static Cards of(Settings settings, Fleet fleet, Supplier<Broker> broker, StageHolds holds, Consumer<String> wake) {
        Backlog backlog = new Backlog() {
            @Override
            public int scenes() {
                return holds.isHeld(Stage.RENDER) ? 0 : (int) broker.get().depth(Broker.SCENES);
            }

            @Override
            public int briefs() {
                return (int) broker.get().depth(Broker.BRIEFS);
            }
        };
        return new Cards(settings.llm().providers(), settings.card(), fleet, backlog, System::nanoTime, wake);
    }

    static void addRoutes(Settings settings, Cards cards, TemplatedRoutes templated) {
        settings.llm().providers().stream()
                .filter(provider -> cards.providers().contains(provider.id()))
                .forEach(provider -> TEMPLATES.forEach(template -> WriterParts.add(
                        templated,
                        template,
                        provider.id(),
                        HealthUrl.root(provider.url()),
                        WriterParts.MEMORY_CLIENT)));
    }

    static void register(MeterRegistry meters, Cards cards) {
        cards.instances().forEach(instance -> FunctionCounter.builder(
                        "showrunner.card.switches", cards, all -> all.switches(instance))
                .description("Times that a shared card went from the language model to ComfyUI or back")
                .tag("instance", instance)
                .register(meters));
    }
}
