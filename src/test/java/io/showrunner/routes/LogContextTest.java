package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.Correlated;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {
    private static final Correlated SCENE = () -> Map.of("storyId", "ferry", "sceneId", "scene-01");
    private static final Correlated PROMPT =
            () -> Map.of("storyId", "ferry", "sceneId", "scene-01", "promptId", "4f7c", "instance", "gpu0");

    private final CamelContext context = new DefaultCamelContext();
    private final List<Map<String, String>> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void everyStepLogsWithTheWorkThatItsRouteHolds() throws Exception {
        // Given
        context.getCamelContextExtension()
                .addInterceptStrategy(new LogContext(storyId -> Optional.of("trace of " + storyId)));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:render")
                        .process(exchange -> note())
                        .setVariable("storyId", constant("ferry"))
                        .process(exchange -> note())
                        .setVariable("scene", constant(SCENE))
                        .to("direct:attempt")
                        .process(exchange -> note());
                from("direct:attempt").setVariable("turn", constant(PROMPT)).process(exchange -> note());
            }
        });
        context.start();

        // When
        context.createProducerTemplate().sendBody("direct:render", "a scene");

        // Then
        assertThat(seen)
                .containsExactly(
                        Map.of(),
                        Map.of("storyId", "ferry", "trace.id", "trace of ferry"),
                        traced(PROMPT),
                        traced(PROMPT));
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    private static Map<String, String> traced(Correlated work) {
        Map<String, String> all = new HashMap<>(work.correlation());
        all.put("trace.id", "trace of ferry");
        return all;
    }

    private void note() {
        Map<String, String> now = MDC.getCopyOfContextMap();
        seen.add(now == null ? Map.of() : Map.copyOf(now));
    }
}
