package io.showrunner.web;

import io.showrunner.brief.BriefRejectedException;
import io.showrunner.story.Change;
import io.showrunner.story.ControlRefused;
import io.showrunner.story.OutdatedScenes;
import io.showrunner.story.Story;
import io.showrunner.story.StoryApprovals;
import io.showrunner.story.StoryStore;
import io.showrunner.writer.ScenesRefused;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestParamType;
import org.apache.camel.util.ObjectHelper;

/**
 * Scenes that wait for approval are changed and approved over HTTP. {@code ETag} and {@code If-Match} keep two people from
 * overwriting each other. Every error is a {@link Problem}.
 */
public final class ApprovalRoutes extends RouteBuilder {
    private static final String IF_MATCH = "If-Match";

    private final StoryStore store;

    public ApprovalRoutes(StoryStore store) {
        this.store = store;
    }

    @Override
    public void configure() {
        rest("/api/stories/{storyId}")
                .description("Approval of the scenes of a story")
                .put("/scenes")
                .param()
                .name(IF_MATCH)
                .type(RestParamType.header)
                .required(false)
                .endParam()
                .to("direct:api-change-scenes")
                .post("/approve")
                .param()
                .name(IF_MATCH)
                .type(RestParamType.header)
                .required(false)
                .endParam()
                .to("direct:api-approve-story");

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(ControlRefused.class).handled(true).process(ControlRoutes::refused);
        onException(OutdatedScenes.class).handled(true).process(ApprovalRoutes::outdated);
        onException(ScenesRefused.class).handled(true).process(ApprovalRoutes::refused);
        onException(BriefRejectedException.class).handled(true).bean(new StoryAnswers(), "rejected");
        onException(Refusal.class).handled(true).process(Refusal::answer);
        onException(jakarta.jms.JMSException.class, org.springframework.jms.JmsException.class)
                .handled(true)
                .choice()
                .when(variable("acceptance").isNull())
                .process(ControlRoutes::notQueued)
                .otherwise()
                .bean("briefIntake", "withdraw(${variable.acceptance})")
                .bean(new StoryAnswers(), "notQueued")
                .end();
        onException(Exception.class).handled(true).process(Answers::failed);

        from("direct:api-change-scenes")
                .routeId("api-change-scenes")
                .description(
                        "The scenes of a story that waits for approval are changed, dropped or put into another order.")
                .process(ApprovalRoutes::requireVersion)
                .setBody(ApprovalRoutes::request)
                .removeHeaders("*")
                .to("direct:change-scenes")
                .process(this::changed);
        from("direct:api-approve-story")
                .routeId("api-approve-story")
                .description("The scenes of a story are rendered as they are, or its pictures become a film.")
                .setBody(ApprovalRoutes::request)
                .removeHeaders("*")
                .to("direct:approve-story")
                .process(exchange -> Answers.json(
                        exchange, 200, ChangeAnswer.of(exchange.getMessage().getBody(Change.class))));
    }

    /** Says by which version its scenes are changed, while they can be. */
    static void tag(Exchange exchange, Story story) {
        if (story.isUnapproved()) {
            exchange.getMessage().setHeader("ETag", "\"" + StoryApprovals.version(story) + "\"");
        }
    }

    private static StoryApprovals.Request request(Exchange exchange) {
        String body = exchange.getMessage().getBody(String.class);
        return new StoryApprovals.Request(
                RequestValues.path(exchange, "storyId"), version(exchange), ApiRoutes.owner(exchange), body);
    }

    /** The version of {@code If-Match}; null when there is none, or any will do. */
    private static String version(Exchange exchange) {
        String tag = exchange.getMessage().getHeader(IF_MATCH, String.class);
        return tag == null || tag.strip().equals("*") ? null : tag.strip().replace("\"", "");
    }

    private static void requireVersion(Exchange exchange) {
        if (exchange.getMessage().getHeader(IF_MATCH) == null) {
            throw new Refusal(Problem.of(
                    428,
                    "which scenes",
                    "Send If-Match with the ETag of the scenes that you have seen (GET …/scenes), so that nobody's changes are"
                            + " lost."));
        }
    }

    private void changed(Exchange exchange) {
        Story story = exchange.getMessage().getBody(Story.class);
        Answers.json(
                exchange,
                200,
                story.scenes().stream()
                        .map(scene -> SceneAnswer.of(store, story.storyId(), scene))
                        .toList());
        tag(exchange, story);
    }

    private static void outdated(Exchange exchange) {
        OutdatedScenes refusal = ObjectHelper.getException(OutdatedScenes.class, Answers.caught(exchange));
        Answers.problem(exchange, Problem.of(412, "scenes changed meanwhile", refusal.getMessage() + "."));
    }

    private static void refused(Exchange exchange) {
        ScenesRefused refusal = ObjectHelper.getException(ScenesRefused.class, Answers.caught(exchange));
        Answers.problem(
                exchange,
                Problem.of(400, "scenes refused", refusal.getMessage()).with(refusal.problems()));
    }
}
