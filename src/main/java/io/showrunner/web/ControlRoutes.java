package io.showrunner.web;

import io.showrunner.story.Change;
import io.showrunner.story.ControlRefused;
import io.showrunner.story.SceneQueue;
import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StageHolds.Cause;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestParamType;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Control over HTTP: stories and scenes are changed through {@code direct:change-story}, stages are paused and resumed,
 * and the queue is shown as the records have it. Every error is a {@link Problem}.
 */
public final class ControlRoutes extends RouteBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(ControlRoutes.class);

    private final SceneQueue queue;
    private final StageHolds holds;

    public ControlRoutes(SceneQueue queue, StageHolds holds) {
        this.queue = queue;
        this.holds = holds;
    }

    @Override
    public void configure() {
        declarePaths();

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(ControlRefused.class).handled(true).process(ControlRoutes::refused);
        onException(BadRequest.class).handled(true).process(BadRequest::answer);
        onException(jakarta.jms.JMSException.class, org.springframework.jms.JmsException.class)
                .handled(true)
                .process(ControlRoutes::notQueued);
        onException(Exception.class).handled(true).process(Answers::failed);

        change(
                "api-change-story",
                "A story is cancelled, paused, resumed, tried again or moved.",
                ControlRequest::changeStory);
        change(
                "api-change-scene",
                "A scene is cancelled, paused, resumed, tried again or moved.",
                ControlRequest::changeScene);
        change("api-prioritise-story", "A story is wanted sooner or later.", ControlRequest::prioritiseStory);
        change("api-prioritise-scene", "A scene is wanted sooner or later.", ControlRequest::prioritiseScene);
        from("direct:api-list-queue")
                .routeId("api-list-queue")
                .description("The scenes that wait, in run order; ?limit= says how many.")
                .process(exchange -> Answers.json(exchange, 200, queue.list(RequestValues.limit(exchange))));
        from("direct:api-list-stages")
                .routeId("api-list-stages")
                .description("The stages, and why some take no work.")
                .process(exchange -> stages(exchange, List.of(Stage.values())));
        from("direct:api-change-stage")
                .routeId("api-change-stage")
                .description("A stage is paused or resumed.")
                .process(this::changeStages);
    }

    private void change(String id, String description, Function<Exchange, Object> request) {
        from("direct:" + id)
                .routeId(id)
                .description(description)
                .setBody(request)
                .removeHeaders("*")
                .to("direct:change-story")
                .process(ControlRoutes::changed);
    }

    private void declarePaths() {
        rest("/api/stories/{storyId}")
                .description("Control of a story and its scenes")
                .post("/{action}")
                .to("direct:api-change-story")
                .put("/priority")
                .to("direct:api-prioritise-story")
                .post("/scenes/{sceneId}/{action}")
                .to("direct:api-change-scene")
                .put("/scenes/{sceneId}/priority")
                .to("direct:api-prioritise-scene");
        rest("/api/queue")
                .description("The scenes that wait for a GPU")
                .get()
                .param()
                .name("limit")
                .type(RestParamType.query)
                .endParam()
                .to("direct:api-list-queue");
        rest("/api/stages")
                .description("Control of whole stages")
                .get()
                .to("direct:api-list-stages")
                .post("/{stage}/{action}")
                .to("direct:api-change-stage");
    }

    private void changeStages(Exchange exchange) {
        List<Stage> stages = ControlRequest.stages(exchange);
        boolean isPause = ControlRequest.isPause(exchange);
        for (Stage stage : stages) {
            if (isPause) {
                holds.hold(stage, Cause.PAUSED, "paused by a person");
            } else {
                holds.release(stage, Cause.PAUSED);
                holds.release(stage, Cause.AFTER_CRASH);
            }
        }
        stages(exchange, stages);
    }

    private void stages(Exchange exchange, List<Stage> stages) {
        Answers.json(exchange, 200, StageAnswer.of(holds, stages));
    }

    private static void changed(Exchange exchange) {
        Answers.json(exchange, 200, ChangeAnswer.of(exchange.getMessage().getBody(Change.class)));
    }

    static void refused(Exchange exchange) {
        ControlRefused refusal = ObjectHelper.getException(ControlRefused.class, Answers.caught(exchange));
        Answers.problem(
                exchange,
                refusal.isUnknown()
                        ? Problem.of(404, "no such story or scene", refusal.getMessage())
                        : Problem.of(409, "not possible now", refusal.getMessage()));
    }

    /** The records are changed and outrank the queues, which learn of it at the next start. */
    static void notQueued(Exchange exchange) {
        Exception why = Answers.caught(exchange);
        LOG.error("a change is recorded, but the queues could not be told: {}", why.getMessage(), why);
        Answers.problem(
                exchange,
                Problem.of(
                        503,
                        "queues out of order",
                        "The change is recorded, but the queues cannot be told of it; the log of the server says why."
                                + " The next start tells them."));
    }
}
