package io.showrunner.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.web.dashboard.ModelFigures;
import io.showrunner.writer.LlmFigures;
import io.showrunner.writer.ParkedStories;
import io.showrunner.writer.ProviderBreakers;
import io.showrunner.writer.ProviderHealth;
import io.showrunner.writer.WritingProgress;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.spi.Registry;

/** {@code GET /api/llm}: the language models, in the order in which they are asked. Every error is a {@link Problem}. */
public final class LlmRoutes extends RouteBuilder {
    private final List<ProviderSettings> providers;

    public LlmRoutes(List<ProviderSettings> providers) {
        this.providers = List.copyOf(providers);
    }

    /** @param parked stories that wait for a language model */
    record LlmAnswer(int parked, List<ModelFigures> providers) {}

    @Override
    public void configure() {
        rest("/api/llm").description("The language models that write").get().to("direct:api-show-llm");

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(Exception.class).handled(true).process(Answers::failed);

        from("direct:api-show-llm")
                .routeId("api-show-llm")
                .description("The language models: how each is, and what it has done since the start.")
                .process(exchange -> Answers.json(exchange, 200, models(exchange.getContext())));
    }

    private LlmAnswer models(CamelContext context) {
        Registry beans = context.getRegistry();
        ProviderBreakers breakers = beans.findSingleByType(ProviderBreakers.class);
        LlmFigures figures = beans.findSingleByType(WritingProgress.class).figures();
        MeterRegistry meters =
                beans.lookupByNameAndType(MicrometerConstants.METRICS_REGISTRY_NAME, MeterRegistry.class);
        Map<String, String> states =
                beans.findSingleByType(ProviderHealth.class).known();
        return new LlmAnswer(
                beans.findSingleByType(ParkedStories.class).count(),
                providers.stream()
                        .map(provider -> ModelFigures.of(
                                provider,
                                states.get(provider.id()),
                                breakers.of(provider.id()).getState(),
                                figures.byProvider().get(provider.id()),
                                meters))
                        .toList());
    }
}
