package io.showrunner.web;

import io.showrunner.brief.BriefRejectedException;
import io.showrunner.film.Deliveries;
import io.showrunner.forecast.Forecast;
import io.showrunner.story.Json;
import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StoryOverview;
import io.showrunner.story.StoryStore;
import io.showrunner.writer.WritingProgress;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestBindingMode;

/**
 * The HTTP API: {@code POST /api/stories} gives a brief to {@code direct:accept-brief}, {@code GET /api/stories} and
 * {@code GET /api/stories/{storyId}} read the stories folder. Every error is a {@link Problem}.
 */
public final class ApiRoutes extends RouteBuilder {
    private final StoryStore store;
    private final NewestStories newest;
    private final StageHolds holds;
    private final Forecast forecast;
    private final StoryAnswers answers = new StoryAnswers();

    /** @param holds while intake is held, no brief is taken */
    public ApiRoutes(StoryStore store, StageHolds holds, Forecast forecast) {
        this.forecast = forecast;
        this.store = store;
        this.newest = new NewestStories(store);
        this.holds = holds;
    }

    @Override
    public void configure() {
        restConfiguration()
                .component("platform-http")
                .bindingMode(RestBindingMode.off)
                .endpointProperty("muteException", "true");
        rest("/api/stories")
                .description("Stories: hand in a brief, see how far it is")
                .post()
                .to("direct:api-submit-story")
                .get()
                .to("direct:api-list-stories")
                .get("/{storyId}")
                .to("direct:api-show-story");

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(BriefRejectedException.class).handled(true).bean(answers, "rejected");
        onException(IntakeHeld.class).handled(true).bean(answers, "held");
        onException(UnreadableType.class).handled(true).bean(answers, "unreadable");
        onException(BadRequest.class).handled(true).process(BadRequest::answer);
        onException(UnknownStory.class).handled(true).bean(answers, "unknown");
        onException(jakarta.jms.JMSException.class, org.springframework.jms.JmsException.class)
                .handled(true)
                .bean("briefIntake", "withdraw(${variable.acceptance})")
                .bean(answers, "notQueued");
        onException(Exception.class).handled(true).process(Answers::failed);

        from("direct:api-submit-story")
                .routeId("api-submit-story")
                .description(
                        "A brief from the network is accepted, known already, in conflict, or refused with its reasons.")
                .process(exchange -> refuseWhileHeld())
                .choice()
                .when(BriefForm::isIn)
                .process(BriefForm::read)
                .to("direct:register-brief")
                .otherwise()
                .bean(answers, "nameBrief")
                .to("direct:accept-brief")
                .end()
                .bean(answers, "accepted");
        from("direct:api-list-stories")
                .routeId("api-list-stories")
                .description("The stories, newest first; ?limit= says how many.")
                .process(exchange -> Answers.json(exchange, 200, list(RequestValues.limit(exchange))));
        from("direct:api-show-story")
                .routeId("api-show-story")
                .description("One story with its scenes.")
                .process(exchange -> Answers.json(exchange, 200, show(exchange)));
    }

    private void refuseWhileHeld() {
        holds.hold(Stage.INTAKE).ifPresent(hold -> {
            throw new IntakeHeld(hold.why());
        });
    }

    private List<StoryOverview> list(int limit) {
        return newest.first(limit).stream()
                .map(story -> StoryOverview.of(store, story))
                .toList();
    }

    private StoryAnswer show(Exchange exchange) {
        String storyId = RequestValues.path(exchange, "storyId");
        return store.exists(storyId)
                ? store.record(storyId)
                        .map(story -> StoryAnswer.of(StoryOverview.of(store, story), forecast)
                                .writing(bean(exchange, "writingProgress", WritingProgress.class)
                                        .of(storyId)
                                        .orElse(null))
                                .delivery(bean(exchange, "deliveries", Deliveries.class)
                                        .of(storyId)
                                        .orElse(null)))
                        .orElseThrow()
                : unknown(storyId);
    }

    private static <T> T bean(Exchange exchange, String name, Class<T> type) {
        return exchange.getContext().getRegistry().lookupByNameAndType(name, type);
    }

    private static StoryAnswer unknown(String storyId) {
        throw new UnknownStory(Json.write(storyId));
    }

    /** No brief is taken for now. */
    static final class IntakeHeld extends RuntimeException {
        private static final long serialVersionUID = 1L;

        IntakeHeld(String why) {
            super(why);
        }
    }

    /** There is no story of that id. */
    static final class UnknownStory extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownStory(String storyId) {
            super("there is no story " + storyId);
        }
    }
}
