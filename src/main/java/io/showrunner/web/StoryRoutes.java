package io.showrunner.web;

import io.showrunner.brief.BriefIntake;
import io.showrunner.film.Deliveries;
import io.showrunner.forecast.Forecast;
import io.showrunner.story.Json;
import io.showrunner.story.Story;
import io.showrunner.story.StoryOverview;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import io.showrunner.web.StoryPage.Place;
import io.showrunner.writer.WritingProgress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.RestParamType;

/** Reads the stories folder over HTTP: the list of stories, one of them, its scenes. Every error is a {@link Problem}. */
public final class StoryRoutes extends RouteBuilder {
    private static final List<String> QUERY =
            List.of("state", "wants", "genre", "owner", "text", "since", "limit", "cursor");

    private final StoryStore store;
    private final NewestStories newest;
    private final Forecast forecast;

    public StoryRoutes(StoryStore store, Forecast forecast) {
        this.store = store;
        this.newest = new NewestStories(store);
        this.forecast = forecast;
    }

    @Override
    public void configure() {
        declarePaths();

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(ApiRoutes.UnknownStory.class).handled(true).bean(new StoryAnswers(), "unknown");
        onException(BadRequest.class).handled(true).process(BadRequest::answer);
        onException(Refusal.class).handled(true).process(Refusal::answer);
        onException(Exception.class).handled(true).process(Answers::failed);

        from("direct:api-list-stories")
                .routeId("api-list-stories")
                .description("The stories that are asked for, newest first, a page at a time.")
                .process(this::list);
        from("direct:api-show-story")
                .routeId("api-show-story")
                .description("One story with its scenes.")
                .process(exchange -> Answers.json(exchange, 200, show(exchange)));
        from("direct:api-list-scenes")
                .routeId("api-list-scenes")
                .description("The scenes of a story with their words and frames.")
                .process(this::listScenes);
        from("direct:api-show-scene")
                .routeId("api-show-scene")
                .description("One scene with its words and frames.")
                .process(exchange -> Answers.json(exchange, 200, scene(exchange)));
    }

    private void declarePaths() {
        RestDefinition list =
                rest("/api/stories").description("See how far stories are").get();
        QUERY.forEach(name -> list.param()
                .name(name)
                .type(RestParamType.query)
                .required(false)
                .endParam());
        list.to("direct:api-list-stories")
                .get("/{storyId}")
                .to("direct:api-show-story")
                .get("/{storyId}/scenes")
                .to("direct:api-list-scenes")
                .get("/{storyId}/scenes/{sceneId}")
                .to("direct:api-show-scene");
    }

    private void list(Exchange exchange) {
        String cursor = RequestValues.query(exchange, "cursor");
        StoryPage page = newest.page(
                StoryFilter.of(exchange),
                bean(exchange, "briefIntake", BriefIntake.class)::briefOf,
                cursor == null ? null : Place.read(cursor),
                RequestValues.limit(exchange));
        String more = page.next() == null ? null : link(exchange, page.next());
        Answers.json(
                exchange,
                200,
                page.stories().stream()
                        .map(story -> StoryOverview.of(store, story))
                        .toList());
        exchange.getMessage().setHeader("X-Total-Count", page.total());
        if (more != null) {
            exchange.getMessage().setHeader("Link", more);
        }
    }

    /** The same list from there on (RFC 8288). */
    private static String link(Exchange exchange, Place next) {
        StringBuilder query = new StringBuilder("?cursor=").append(encoded(next.text()));
        QUERY.stream().filter(name -> !name.equals("cursor")).forEach(name -> {
            String value = exchange.getMessage().getHeader(name, String.class);
            if (value != null) {
                query.append('&').append(name).append('=').append(encoded(value));
            }
        });
        return "</api/stories" + query + ">; rel=\"next\"";
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private StoryAnswer show(Exchange exchange) {
        StoryRecord story = record(exchange);
        return StoryAnswer.of(StoryOverview.of(store, story), forecast)
                .writing(bean(exchange, "writingProgress", WritingProgress.class)
                        .of(story.storyId())
                        .orElse(null))
                .delivery(bean(exchange, "deliveries", Deliveries.class)
                        .of(story.storyId())
                        .orElse(null));
    }

    private void listScenes(Exchange exchange) {
        StoryRecord story = record(exchange);
        Answers.json(exchange, 200, scenes(story));
        store.story(story.storyId()).ifPresent(words -> ApprovalRoutes.tag(exchange, words));
    }

    private List<SceneAnswer> scenes(StoryRecord record) {
        return store.story(record.storyId()).map(Story::scenes).orElse(List.of()).stream()
                .map(plan -> SceneAnswer.of(store, record.storyId(), plan))
                .toList();
    }

    private SceneAnswer scene(Exchange exchange) {
        String sceneId = RequestValues.path(exchange, "sceneId");
        StoryRecord record = record(exchange);
        return store.story(record.storyId()).map(Story::scenes).orElse(List.of()).stream()
                .filter(plan -> plan.id().equals(sceneId))
                .findFirst()
                .map(plan -> SceneAnswer.of(store, record.storyId(), plan))
                .orElseThrow(() -> new Refusal(Problem.of(
                        404, "no such scene", "The story has no scene of this id; …/scenes lists those that it has.")));
    }

    private StoryRecord record(Exchange exchange) {
        return Optional.of(RequestValues.path(exchange, "storyId"))
                .filter(store::exists)
                .flatMap(store::record)
                .orElseThrow(() -> new ApiRoutes.UnknownStory(Json.write(RequestValues.path(exchange, "storyId"))));
    }

    private static <T> T bean(Exchange exchange, String name, Class<T> type) {
        return exchange.getContext().getRegistry().lookupByNameAndType(name, type);
    }
}
