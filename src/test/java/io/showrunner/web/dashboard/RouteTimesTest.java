package io.showrunner.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.HandClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteTimesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private final HandClock clock = new HandClock(NOW);
    private final RouteTimes times = new RouteTimes(clock);
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        context.addRoutePolicyFactory(times);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:outer")
                        .routeId("outer")
                        .to("direct:inner")
                        .process(exchange -> clock.pass(Duration.ofSeconds(2)));
                from("direct:inner").routeId("inner").process(exchange -> clock.pass(Duration.ofSeconds(3)));
                from("direct:failing").routeId("failing").throwException(new IllegalStateException("no"));
            }
        });
        context.start();
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    private void run(String route) throws IOException {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.send("direct:" + route, exchange -> {});
        }
    }

    @Test
    void knowsNothingOfARouteThatHasNotRun() {
        assertThat(times.lastOf("outer")).isEmpty();
    }

    @Test
    void knowsWhenEachRouteOnTheWayEndedAndThatTheOuterOneTookLonger() throws IOException {
        // When
        run("outer");

        // Then
        RouteTimes.Run inner = times.lastOf("inner").orElseThrow();
        RouteTimes.Run outer = times.lastOf("outer").orElseThrow();
        assertThat(inner.endedAt()).isEqualTo(NOW.plusSeconds(3));
        assertThat(outer.endedAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(inner.seconds()).isPositive();
        assertThat(outer.seconds()).isGreaterThanOrEqualTo(inner.seconds());
    }

    @Test
    void knowsTheLastOfSeveralRuns() throws IOException {
        // When
        run("inner");
        run("inner");

        // Then
        assertThat(times.lastOf("inner")).map(RouteTimes.Run::endedAt).contains(NOW.plusSeconds(6));
    }

    @Test
    void aRunThatFailsIsOneToo() throws IOException {
        // When
        run("failing");

        // Then
        assertThat(times.lastOf("failing")).map(RouteTimes.Run::endedAt).contains(NOW);
    }

    @Test
    void aRouteThatIsTakenAwayKeepsItsTimeForTheOneThatReplacesIt() throws Exception {
        // Given
        run("inner");

        // When
        context.getRouteController().stopRoute("inner");
        context.removeRoute("inner");

        // Then
        assertThat(times.lastOf("inner")).isPresent();
    }
}
