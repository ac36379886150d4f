package io.showrunner.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.FolderNames;
import io.showrunner.story.Json;
import io.showrunner.story.StoryStore;
import io.showrunner.web.dashboard.FleetHistory;
import io.showrunner.web.dashboard.RouteFigures;
import io.showrunner.web.dashboard.StoryCourse;
import io.showrunner.web.events.RunningScenes;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** What the dashboard shows beside stories, queue and servers. Every error is a {@link Problem}. */
public final class DashboardRoutes extends RouteBuilder {
    private static final String MAPPING = ".mapping.json";

    private final StoryStore store;
    private final RunningScenes running;
    private final FleetHistory history;
    private final Path config;

    /** @param config the folder with schemas and workflows */
    public DashboardRoutes(StoryStore store, RunningScenes running, FleetHistory history, Path config) {
        this.store = store;
        this.running = running;
        this.history = history;
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
        onException(ApiRoutes.UnknownStory.class).handled(true).bean(new StoryAnswers(), "unknown");
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
                exchange -> RouteFigures.of(exchange.getContext()));
        answering("/api/fleet-history", "api-show-fleet-history", "How the servers were lately.", all -> history.all());
        answering("/api/brief-rules", "api-show-brief-rules", "What a brief may say.", all -> rules());
        answering(
                "/api/stories/{storyId}/course",
                "api-show-course",
                "When what happened to the prompts of a story, and what there is of it to look at.",
                this::course);
    }

    private void answering(String path, String id, String description, Function<Exchange, Object> answer) {
        rest(path).description(description).get().to("direct:" + id);
        from("direct:" + id)
                .routeId(id)
                .description(description)
                .process(exchange -> Answers.json(exchange, 200, answer.apply(exchange)));
    }

    private StoryCourse course(Exchange exchange) {
        String storyId = RequestValues.path(exchange, "storyId");
        if (!store.exists(storyId)) {
            throw new ApiRoutes.UnknownStory(Json.write(storyId));
        }
        return StoryCourse.of(store, storyId);
    }

    private BriefRules rules() {
        return new BriefRules(
                Json.read(config.resolve("schemas/brief.schema.json"), JsonNode.class),
                FolderNames.before(MAPPING, config.resolve("workflows")).stream()
                        .sorted()
                        .toList());
    }
}
