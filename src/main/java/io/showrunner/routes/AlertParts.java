package io.showrunner.routes;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.showrunner.alert.AlertMessages;
import io.showrunner.alert.AlertWatch;
import io.showrunner.alert.Conditions;
import io.showrunner.alert.Readings;
import io.showrunner.broker.DeadLetters;
import io.showrunner.capacity.BacklogWatch;
import io.showrunner.cluster.Nodes;
import io.showrunner.config.Settings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Hold;
import io.showrunner.fleet.InstanceView;
import io.showrunner.fleet.Outage;
import io.showrunner.health.DiskWatch;
import io.showrunner.story.FailureKind;
import io.showrunner.telemetry.EarlyWarnings;
import io.showrunner.telemetry.SlowAnswers;
import io.showrunner.web.AlertRoutes;
import io.showrunner.writer.LlmFigures;
import io.showrunner.writer.ParkedStories;
import io.showrunner.writer.ProviderBreakers;
import io.showrunner.writer.WritingProgress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.main.Main;

/** What looks whether somebody must be told something, and tells it. */
final class AlertParts {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Main camel;

    AlertParts(Main camel) {
        this.camel = camel;
    }

    /** Gives the beans their names and adds the HTTP path; what they look at is there when the routes start. */
    void addTo(Settings settings, FleetParts servers, TelemetryParts telemetry, DeadLetters letters, DiskWatch disk) {
        AlertWatch watch = new AlertWatch(
                Conditions.of(
                        readings(servers, telemetry, letters, disk),
                        settings.fleet().minAvailableVram(),
                        System::nanoTime),
                settings.data().resolve("alerts.json"),
                settings.alerts().interval(),
                Clock.systemUTC(),
                System::nanoTime);
        warnEarly(settings, servers.fleet());
        camel.bind("alertWatch", watch);
        camel.bind("alertMessages", new AlertMessages(settings.alerts()));
        camel.bind("webhookClient", new WebhookClient(PATIENCE));
        camel.configure().addRoutesBuilder(new AlertRoutes(watch));
    }

    private void warnEarly(Settings settings, Fleet fleet) {
        EarlyWarnings early = new EarlyWarnings(
                settings.fleet().maxQueueDepth(), settings.llm().timeout());
        fleet.onChange(id ->
                fleet.views().stream().filter(view -> view.id().equals(id)).forEach(early::saw));
        camel.lookup(WriterParts.PROGRESS, WritingProgress.class)
                .figures()
                .onReply(reply -> early.replied(reply.provider(), reply.outcome(), reply.took()));
    }

    private Readings readings(FleetParts servers, TelemetryParts telemetry, DeadLetters letters, DiskWatch disk) {
        return new Readings(
                () -> driven(servers.fleet()),
                telemetry.memory()::reading,
                () -> servers.outage().alert().map(Outage.Alert::message),
                () -> openBreakers(servers),
                () -> servers.gpus().ahead().scenes(),
                () -> bean("backlogWatch", BacklogWatch.class).last().scenes(),
                telemetry.scenes()::ended,
                failures(telemetry),
                telemetry.stories()::forcedStories,
                () -> bean("parkedStories", ParkedStories.class).count(),
                slowAnswers(),
                letters::count,
                this::hangingNodes,
                disk::last);
    }

    /** Of the servers of other nodes those nodes tell. */
    private static List<InstanceView> driven(Fleet fleet) {
        return fleet.views().stream()
                .filter(view -> fleet.standing(view.id())
                        .filter(standing -> standing.holds().contains(Hold.ELSEWHERE))
                        .isEmpty())
                .toList();
    }

    private static Map<String, DoubleSupplier> failures(TelemetryParts telemetry) {
        return Arrays.stream(FailureKind.values())
                .collect(Collectors.toMap(
                        FailureKind::name, kind -> () -> telemetry.scenes().failed(kind)));
    }

    private Map<String, LongAdder> slowAnswers() {
        LlmFigures figures =
                camel.lookup(WriterParts.PROGRESS, WritingProgress.class).figures();
        SlowAnswers slow = new SlowAnswers(figures.byProvider().keySet());
        figures.onReply(reply -> slow.replied(reply.provider(), reply.outcome(), reply.took()));
        return slow.counts();
    }

    private Map<String, String> hangingNodes() {
        return Optional.ofNullable(bean("nodes", Nodes.class)).map(Nodes::hanging).orElse(List.of()).stream()
                .collect(Collectors.toMap(
                        Nodes.Node::name, node -> node.trouble().orElseThrow()));
    }

    private List<String> openBreakers(FleetParts servers) {
        return Stream.of(
                        servers.breakers().registry(),
                        bean("providerBreakers", ProviderBreakers.class).registry())
                .map(CircuitBreakerRegistry::getAllCircuitBreakers)
                .flatMap(Collection::stream)
                .filter(breaker -> breaker.getState() == CircuitBreaker.State.OPEN)
                .map(CircuitBreaker::getName)
                .toList();
    }

    private <T> T bean(String name, Class<T> type) {
        return camel.getCamelContext().getRegistry().lookupByNameAndType(name, type);
    }
}
