package io.showrunner.routes;

import io.showrunner.card.Cards;
import io.showrunner.config.Settings;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Breakers;
import io.showrunner.fleet.Contacts;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceParts;
import io.showrunner.story.StageHolds;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;

/**
 * Brings the route files into the context, with a set of routes for each ComfyUI server and one for each language model,
 * and follows the files from then on. What is held at the start takes no work from its first moment.
 */
final class PipelineRoutes implements InstanceParts {
    private static final Duration SWAP_TIMEOUT = Duration.ofSeconds(5);

    private final Settings settings;
    private final Fleet fleet;
    private final Contacts contacts;
    private final Breakers breakers;
    private final Cards cards;
    private final StageHolds holds;
    private final Pause pause;
    private final InstanceSockets sockets;
    private final FrameLooks looks;
    private final ClusterParts cluster;
    private CamelContext context;
    private ConsumerGate consumers;
    private FleetRoutes fleetRoutes;

    PipelineRoutes(
            Settings settings,
            FleetParts servers,
            StageHolds holds,
            Pause pause,
            InstanceSockets sockets,
            FrameLooks looks,
            ClusterParts cluster) {
        this.settings = settings;
        this.fleet = servers.fleet();
        this.contacts = servers.contacts();
        this.breakers = servers.breakers();
        this.cards = servers.cards();
        this.holds = holds;
        this.pause = pause;
        this.sockets = sockets;
        this.looks = looks;
        this.cluster = cluster;
    }

    /**
     * Loads everything; to be called before the context starts.
     * @throws RouteRefused when a file cannot work
     */
    void loadInto(CamelContext live) {
        context = live;
        consumers = new ConsumerGate(context);
        cluster.holdLeaderRoutes(context, consumers);
        StageGate stages = new StageGate(context, holds, consumers);
        context.getCamelContextExtension().getContextPlugin(Model.class).addModelLifecycleStrategy(stages);
        TemplatedRoutes templated = new TemplatedRoutes();
        fleetRoutes = new FleetRoutes(fleet, breakers, consumers, templated, looks, context.getRegistry());
        fleet.instances().forEach(fleetRoutes::add);
        WriterParts.addRoutes(settings.llm().providers(), templated);
        LlmOutageParts.addRoutes(settings, templated);
        SharedCards.addRoutes(settings, cards, templated);
        LiveRoutes routes = new LiveRoutes(settings.home().resolve("routes"), templated, SWAP_TIMEOUT, gate());
        routes.loadAll(context);
        routes.onReload(report -> stages.applyAll());
        try {
            context.addService(routes, true, true);
        } catch (Exception e) {
            throw new IllegalStateException("routes are not followed: " + e.getMessage(), e);
        }
    }

    /** The context has started: routes that were let go while it did take their work now. */
    void started() {
        consumers.applyAll();
        looks.startedWith(context.createProducerTemplate());
        fleet.instances().forEach(sockets::connect);
    }

    @Override
    public void add(InstanceSettings instance) {
        fleetRoutes.add(instance);
        sockets.connect(instance);
    }

    @Override
    public void remove(String instanceId) {
        sockets.disconnect(instanceId);
        contacts.forget(instanceId);
        fleetRoutes.remove(instanceId);
    }

    @Override
    public int scenesInHand(String instanceId) {
        return context.getInflightRepository().size(FleetRoutes.takes(instanceId));
    }

    private SwapGate gate() {
        return new SwapGate(
                () -> {
                    fleetRoutes.holdAll();
                    pause.close();
                },
                () -> {
                    pause.open();
                    fleetRoutes.admitAll();
                    consumers.applyAll();
                });
    }
}
