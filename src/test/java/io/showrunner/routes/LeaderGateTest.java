package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.routes.ConsumerGate.Holder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.ServiceStatus;
import org.apache.camel.SuspendableService;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.RoutePolicySupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderGateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Member ann;
    private Member bob;

    /** One node: its routes, who may hold them, and whether it leads. */
    private record Member(DefaultCamelContext context, ConsumerGate gate, LeaderGate leader) {
        static Member of(Path folder) throws Exception {
            DefaultCamelContext context = new DefaultCamelContext();
            context.getRegistry().bind("leader", new RoutePolicySupport() {});
            ConsumerGate gate = new ConsumerGate(context);
            LeaderGate leader = LeaderGate.begin(context, gate, folder, leads -> {});
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("timer:inbox")
                            .routeId("inbox")
                            .routePolicyRef("leader")
                            .to("log:inbox?level=OFF");
                    from("timer:probes").routeId("probes").to("log:probes?level=OFF");
                }
            });
            context.start();
            gate.applyAll();
            leader.attend(true);
            return new Member(context, gate, leader);
        }

        boolean runs(String route) {
            return context.getRouteController().getRouteStatus(route) == ServiceStatus.Started
                    && !((SuspendableService) context.getRoute(route).getConsumer()).isSuspended();
        }
    }

    @BeforeEach
    void twoNodes() throws Exception {
        ann = Member.of(folder);
        bob = Member.of(folder);
    }

    @AfterEach
    void stop() {
        ann.context().stop();
        bob.context().stop();
    }

    @Test
    void theLeadersRoutesRunOnOneNodeAndGoToTheOtherWhenItStops() {
        // Given
        await().atMost(PATIENCE)
                .until(() -> ann.leader().leads() || bob.leader().leads());
        Member first = ann.leader().leads() ? ann : bob;
        Member second = first.equals(ann) ? bob : ann;
        await().atMost(PATIENCE).until(() -> first.runs("inbox"));
        assertThat(second.runs("inbox")).isFalse();
        assertThat(List.of(ann, bob)).allMatch(member -> member.runs("probes"));

        // When
        first.context().stop();

        // Then
        await().atMost(PATIENCE).until(() -> second.leader().leads() && second.runs("inbox"));
    }

    @Test
    void aLeaderThatCannotWorkLeavesTheLeadToTheOtherAndMayLeadAgain() throws Exception {
        // Given
        await().atMost(PATIENCE)
                .until(() -> ann.leader().leads() || bob.leader().leads());
        Member first = ann.leader().leads() ? ann : bob;
        Member second = first.equals(ann) ? bob : ann;

        // When
        first.leader().attend(false);

        // Then
        assertThat(first.runs("inbox")).isFalse();
        await().atMost(PATIENCE).until(() -> second.runs("inbox"));
        first.leader().attend(true);
        second.leader().attend(false);
        await().atMost(PATIENCE).until(() -> first.runs("inbox"));
        assertThat(second.runs("inbox")).isFalse();
    }

    @Test
    void aRouteThatSomebodyElseHoldsWaitsForHimToo() {
        // Given
        ann.gate().hold("inbox", Holder.STAGE);
        bob.gate().hold("inbox", Holder.STAGE);

        // When
        await().atMost(PATIENCE)
                .until(() -> ann.leader().leads() || bob.leader().leads());
        Member leader = ann.leader().leads() ? ann : bob;

        // Then
        assertThat(leader.runs("inbox")).isFalse();
        leader.gate().admit("inbox", Holder.STAGE);
        assertThat(leader.runs("inbox")).isTrue();
    }
}
