package io.showrunner.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.FolderNames;
import io.showrunner.story.Json;
import io.showrunner.web.dashboard.FleetSamples;
import io.showrunner.web.dashboard.RouteFigures;
import io.showrunner.web.dashboard.RouteTimes;
import io.showrunner.web.events.RunningScenes;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** What the dashboard shows beside stories, queue and servers. Every error is a {@link Problem}. */
public final class DashboardRoutes extends RouteBuilder {
    private static final String MAPPING = ".mapping.json";

    private final RunningScenes running;
    private final FleetSamples samples;
    private final RouteTimes times;
    private final Path config;

    /** @param config the folder with schemas and workflows */
    public DashboardRoutes(RunningScenes running, FleetSamples samples, RouteTimes times, Path config) {
        this.running = running;
        this.samples = samples;
        this.times = times;
        this.config = config;
    }

    /**
     * What a form for briefs is made of.
     *
     * @param schema the rules, with a sentence for each field
     * @param workflows names of the templates there are
     */
    record BriefRules(JsonNode schema, List<String> workflows) {}

    @Override
    public void configure() {
        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(Exception.class).handled(true).process(Answers::failed);

        answering(
                "/api/running",
                "api-list-running",
                "The scenes that are rendered now, and how far each is.",
                all -> running.all());
        answering(
                "/api/routes",
                "api-list-routes",
                "Every Camel route and what it has done.",
                exchange -> RouteFigures.of(exchange.getContext(), times));
        answering("/api/fleet-samples", "api-show-fleet-samples", "How the servers were lately.", all -> samples.all());
        answering("/api/brief-rules", "api-show-brief-rules", "What a brief may say.", all -> rules());
    }

    private void answering(String path, String id, String description, Function<Exchange, Object> answer) {
        rest(path).description(description).get().to("direct:" + id);
        from("direct:" + id)
                .routeId(id)
                .description(description)
                .process(exchange -> Answers.json(exchange, 200, answer.apply(exchange)));
    }

    private BriefRules rules() {
        return new BriefRules(
                Json.read(config.resolve("schemas/brief.schema.json"), JsonNode.class),
                FolderNames.before(MAPPING, config.resolve("workflows")).stream()
                        .sorted()
                        .toList());
    }
}
