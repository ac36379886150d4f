package io.showrunner.web;

import io.showrunner.explain.Explain;
import io.showrunner.story.Json;
import io.showrunner.story.StoryStore;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** {@code GET /api/stories/{storyId}/timeline}: where the time of a story and of its scenes went. */
public final class TimelineRoutes extends RouteBuilder {
    private final StoryStore store;

    public TimelineRoutes(StoryStore store) {
        this.store = store;
    }

    @Override
    public void configure() {
        rest("/api/stories/{storyId}/timeline")
                .description("Where the time of a story went")
                .get()
                .to("direct:api-explain-story");

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(ApiRoutes.UnknownStory.class).handled(true).bean(new StoryAnswers(), "unknown");
        onException(Exception.class).handled(true).process(Answers::failed);

        from("direct:api-explain-story")
                .routeId("api-explain-story")
                .description("The time of a story and of each of its scenes, part by part; each wait has its reason.")
                .process(this::explain);
    }

    private void explain(Exchange exchange) {
        String storyId = RequestValues.path(exchange, "storyId");
        if (!store.exists(storyId)) {
            throw new ApiRoutes.UnknownStory(Json.write(storyId));
        }
        Explain explain = exchange.getContext().getRegistry().lookupByNameAndType("explain", Explain.class);
        Answers.json(exchange, 200, explain.explain(store.record(storyId).orElseThrow()));
    }
}
