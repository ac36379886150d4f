package io.showrunner.web;

import io.showrunner.cluster.Nodes;
import io.showrunner.fleet.FleetControl;
import io.showrunner.fleet.FleetRefused;
import io.showrunner.fleet.Outage;
import io.showrunner.fleet.SceneRate;
import io.showrunner.fleet.ServerView;
import io.showrunner.telemetry.GpuAccounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.ObjectHelper;

/**
 * The ComfyUI servers over HTTP: list, add, remove, drain, resume, free their memory, probe, and close their breakers. Every
 * error is a {@link Problem}.
 */
public final class FleetApiRoutes extends RouteBuilder {
    private static final String ID = "instanceId";

    private final FleetControl control;
    private final Outage outage;
    private final SceneRate rate;
    private final GpuAccounts gpus;
    private final Optional<Nodes> nodes;

    /** @param nodes empty when this one is alone */
    public FleetApiRoutes(
            FleetControl control, Outage outage, SceneRate rate, GpuAccounts gpus, Optional<Nodes> nodes) {
        this.control = control;
        this.outage = outage;
        this.rate = rate;
        this.gpus = gpus;
        this.nodes = nodes;
    }

    @Override
    public void configure() {
        declarePaths();

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(FleetRefused.class).handled(true).process(FleetApiRoutes::refused);
        onException(InstanceRequest.Unusable.class).handled(true).process(InstanceRequest.Unusable::answer);
        onException(Refusal.class).handled(true).process(Refusal::answer);
        onException(Exception.class).handled(true).process(Answers::failed);

        from("direct:api-list-fleet")
                .routeId("api-list-fleet")
                .description("Every ComfyUI server: state and reason, load, memory, breaker, where it comes from.")
                .process(exchange -> Answers.json(exchange, 200, fleet()));
        from("direct:api-add-instance")
                .routeId("api-add-instance")
                .description("A server is added; it gets scenes once it has answered a probe.")
                .process(this::add);
        from("direct:api-remove-instance")
                .routeId("api-remove-instance")
                .description("A server that is drained and empty is removed.")
                .process(exchange -> control.remove(id(exchange)))
                .process(Answers::nothing);
        answering("api-show-instance", "One server.", control::one);
        answering("api-drain-instance", "A server gets no more scenes; what it has goes on.", control::drain);
        answering("api-resume-instance", "A drained server gets scenes again.", control::resume);
        answering("api-reset-breaker", "The breaker of a server that is mended is closed.", id -> {
            requireDriver(id);
            return control.resetBreaker(id);
        });
        asking("api-probe-instance", "A server is asked now how it is.")
                .toD("direct:probe-instance-${variable.instanceId}")
                .process(this::answerAsked);
        asking("api-free-instance", "A server unloads its models and clears its cache, and is asked how it is.")
                .process(exchange -> requireDriver(exchange.getVariable(ID, String.class)))
                .toD("direct:free-memory-${variable.instanceId}")
                .toD("direct:probe-instance-${variable.instanceId}")
                .process(this::answerAsked);
    }

    /** Breaker and memory are a matter of the node that sends prompts there. */
    private void requireDriver(String instanceId) {
        nodes.flatMap(all -> all.otherDriver(instanceId)).ifPresent(driver -> {
            throw new Refusal(Problem.of(
                    409,
                    "not possible now",
                    "node " + driver.name() + " drives " + instanceId + "; ask it at " + driver.url()));
        });
    }

    private FleetAnswer fleet() {
        Map<String, String> drivers = drivers();
        List<ServerView> servers = control.all();
        SceneRate.View scenes =
                rate.view(servers.stream().map(ServerView::instance).toList());
        return new FleetAnswer(
                outage.alert().orElse(null),
                scenes,
                servers.stream().map(server -> answer(server, drivers)).toList(),
                control.removed());
    }

    /** The names of the nodes that drive servers, by the server's id. */
    private Map<String, String> drivers() {
        Map<String, String> drivers = new HashMap<>();
        nodes.stream().flatMap(all -> all.all().stream()).forEach(node -> node.drives()
                .forEach(id -> drivers.put(id, node.name())));
        return drivers;
    }

    private InstanceAnswer answer(ServerView server) {
        return answer(server, drivers());
    }

    private InstanceAnswer answer(ServerView server, Map<String, String> drivers) {
        String id = server.instance().id();
        return new InstanceAnswer(server, drivers.get(id), gpus.time(id).orElse(null));
    }

    private void declarePaths() {
        rest("/api/fleet")
                .description("The ComfyUI servers")
                .get()
                .to("direct:api-list-fleet")
                .post()
                .to("direct:api-add-instance")
                .get("/{instanceId}")
                .to("direct:api-show-instance")
                .delete("/{instanceId}")
                .to("direct:api-remove-instance")
                .post("/{instanceId}/drain")
                .to("direct:api-drain-instance")
                .post("/{instanceId}/resume")
                .to("direct:api-resume-instance")
                .post("/{instanceId}/free")
                .to("direct:api-free-instance")
                .post("/{instanceId}/probe")
                .to("direct:api-probe-instance")
                .post("/{instanceId}/reset-breaker")
                .to("direct:api-reset-breaker");
    }

    private void answering(String id, String description, Function<String, ServerView> action) {
        from("direct:" + id)
                .routeId(id)
                .description(description)
                .process(exchange -> Answers.json(exchange, 200, answer(action.apply(id(exchange)))));
    }

    /** The server is known from here on, so that its routes are there. */
    private RouteDefinition asking(String id, String description) {
        return from("direct:" + id)
                .routeId(id)
                .description(description)
                .process(exchange -> exchange.setVariable(
                        ID, control.one(id(exchange)).instance().id()));
    }

    private void answerAsked(Exchange exchange) {
        Answers.json(exchange, 200, answer(control.one(exchange.getVariable(ID, String.class))));
    }

    private void add(Exchange exchange) {
        ServerView added = control.add(InstanceRequest.of(exchange));
        Answers.json(exchange, 201, answer(added));
        exchange.getMessage()
                .setHeader("Location", "/api/fleet/" + added.instance().id());
    }

    private static String id(Exchange exchange) {
        return RequestValues.path(exchange, ID);
    }

    private static void refused(Exchange exchange) {
        FleetRefused refusal = ObjectHelper.getException(FleetRefused.class, Answers.caught(exchange));
        Answers.problem(
                exchange,
                refusal.isUnknown()
                        ? Problem.of(404, "no such server", refusal.getMessage())
                        : Problem.of(409, "not possible now", refusal.getMessage()));
    }
}
