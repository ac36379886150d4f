package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.routes.ConsumerGate.Holder;
import org.apache.camel.ServiceStatus;
import org.apache.camel.SuspendableService;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class ConsumerGateTest {
    private static final String ROUTE = "take-scene-gpu0";

    @Test
    void aRouteTakesWorkAgainOnlyWhenItsLastHolderIsGone() throws Exception {
        try (DefaultCamelContext context = context(true)) {
            ConsumerGate gate = new ConsumerGate(context);
            context.start();

            gate.hold(ROUTE, Holder.STAGE);
            gate.hold(ROUTE, Holder.INSTANCE);
            gate.admit(ROUTE, Holder.STAGE);
            assertThat(isSuspended(context)).isTrue();

            gate.admit(ROUTE, Holder.INSTANCE);
            assertThat(isSuspended(context)).isFalse();
        }
    }

    @Test
    void aRouteLetGoWhileTheContextStartsTakesItsWorkOnceItHasStarted() throws Exception {
        try (DefaultCamelContext context = context(false)) {
            // Given
            ConsumerGate gate = new ConsumerGate(context);
            gate.hold(ROUTE, Holder.INSTANCE);
            gate.admit(ROUTE, Holder.INSTANCE);
            context.start();
            assertThat(status(context)).isEqualTo(ServiceStatus.Stopped);

            // When
            gate.applyAll();

            // Then
            assertThat(status(context)).isEqualTo(ServiceStatus.Started);
        }
    }

    @Test
    void aRouteThatWasHeldBeforeItEverStartedStartsWhole() throws Exception {
        try (DefaultCamelContext context = context(false)) {
            // Given
            ConsumerGate gate = new ConsumerGate(context);
            gate.hold(ROUTE, Holder.LEADER);
            context.start();
            gate.applyAll();

            // When
            gate.admit(ROUTE, Holder.LEADER);

            // Then
            assertThat(status(context)).isEqualTo(ServiceStatus.Started);
            assertThat(isSuspended(context)).isFalse();
        }
    }

    private static ServiceStatus status(DefaultCamelContext context) {
        return context.getRouteController().getRouteStatus(ROUTE);
    }

    private static boolean isSuspended(DefaultCamelContext context) {
        return ((SuspendableService) context.getRoute(ROUTE).getConsumer()).isSuspended();
    }

    private static DefaultCamelContext context(boolean startsByItself) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:nothing?delay=-1&repeatCount=1")
                        .routeId(ROUTE)
                        .autoStartup(startsByItself)
                        .to("log:nothing?level=OFF");
            }
        });
        return context;
    }
}
