package io.showrunner.web;

import io.showrunner.brief.BriefRejectedException;
import io.showrunner.cluster.SharedLocks;
import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import io.vertx.ext.auth.User;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.apache.camel.model.rest.RestBindingMode;
import org.apache.camel.model.rest.RestParamType;

/**
 * {@code POST /api/stories} gives a brief to {@code direct:accept-brief}, and what all paths of the API have in common. Every error is
 * a {@link Problem}.
 */
public final class ApiRoutes extends RouteBuilder {
    private final StageHolds holds;
    private final Submission submission;
    private final StoryAnswers answers = new StoryAnswers();

    /**
     * @param holds while intake is held, no brief is taken
     * @param kept folder of the answers that are kept for their keys
     * @param cluster locks that the other nodes with this folder obey; empty when there are none
     */
    public ApiRoutes(StageHolds holds, Path kept, Optional<SharedLocks> cluster) {
        this.holds = holds;
        Clock clock = Clock.systemUTC();
        this.submission = new Submission(new KeptAnswers(kept, cluster, clock), clock);
    }

    @Override
    public void configure() {
        restConfiguration()
                .component("platform-http")
                .bindingMode(RestBindingMode.off)
                .endpointProperty("muteException", "true");
        rest("/api/stories")
                .description("Hand in a brief")
                .post()
                .param()
                .name("Idempotency-Key")
                .type(RestParamType.header)
                .required(false)
                .endParam()
                .to("direct:api-submit-story");

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(BriefRejectedException.class).handled(true).bean(answers, "rejected");
        onException(IntakeHeld.class).handled(true).bean(answers, "held");
        onException(UnreadableType.class).handled(true).bean(answers, "unreadable");
        onException(BadRequest.class).handled(true).process(BadRequest::answer);
        onException(Refusal.class).handled(true).process(Refusal::answer);
        onException(jakarta.jms.JMSException.class, org.springframework.jms.JmsException.class)
                .handled(true)
                .bean("briefIntake", "withdraw(${variable.acceptance})")
                .bean(answers, "notQueued");
        onException(Exception.class).handled(true).process(Answers::failed);

        from("direct:api-submit-story")
                .routeId("api-submit-story")
                .description("A brief from the network is taken once for each Idempotency-Key.")
                .process(exchange -> exchange.setVariable("owner", owner(exchange)))
                .process(submission::begin)
                .choice()
                .when(submission::isAnswered)
                .process(submission::answer)
                .otherwise()
                .to("direct:api-take-brief")
                .end();
        from("direct:api-take-brief")
                .routeId("api-take-brief")
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
                .bean(answers, "accepted")
                .process(submission::keep);
    }

    /** The name of the token that came with the request; null when it has none. */
    static String owner(Exchange exchange) {
        User user = exchange.getMessage().getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER, User.class);
        return user == null ? null : user.subject();
    }

    private void refuseWhileHeld() {
        holds.hold(Stage.INTAKE).ifPresent(hold -> {
            throw new IntakeHeld(hold.why());
        });
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
