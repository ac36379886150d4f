package io.showrunner.routes;

import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.brief.InboxLock;
import io.showrunner.broker.Broker;
import io.showrunner.broker.DeadLetters;
import io.showrunner.config.LoadedSettings;
import io.showrunner.config.Settings;
import io.showrunner.fleet.FleetControl;
import io.showrunner.fleet.InstanceView;
import io.showrunner.forecast.Forecast;
import io.showrunner.frames.EarlyFrames;
import io.showrunner.health.DiskSpace;
import io.showrunner.health.DiskWatch;
import io.showrunner.render.PromptFollowers;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StoryStore;
import io.showrunner.story.UnfinishedWork;
import io.showrunner.web.BoundedVertx;
import io.showrunner.web.HttpGuard;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running application: the queues, the beans that the routes name, the routes, the HTTP port. Started once, closed
 * once; closing gives the work at hand back to the queues, and whoever starts next carries on.
 */
public final class Pipeline implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final LoadedSettings loaded;
    private final boolean simulation;
    private final Settings settings;
    private final ClusterParts cluster;
    private final StoryStore store;
    private final FleetParts servers;
    private final StageHolds holds;
    private final DiskWatch disk;
    private final TelemetryParts telemetry = new TelemetryParts();
    private final DeadLetters deadLetters;
    private final Pause pause = new Pause();
    private final PromptFollowers followers = new PromptFollowers(pause::follow, pause::forget);
    private final Vertx vertx;
    private final Main camel = new Main();
    private final InstanceSockets sockets;
    private final FrameLooks looks;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private Optional<InboxLock> inboxLock = Optional.empty();
    private Broker broker;
    private Forecast forecast;
    private RunMarker run;
    private int port;

    private Pipeline(LoadedSettings loaded, boolean simulation) {
        this.simulation = simulation;
        this.loaded = loaded;
        settings = loaded.settings();
        cluster = new ClusterParts(settings);
        store = cluster.store();
        deadLetters = new DeadLetters(ClusterParts.deadLetters(settings));
        holds = cluster.holds();
        disk = new DiskWatch(DiskSpace.of(settings), holds);
        servers = FleetParts.of(
                settings, cluster, holds, fleet -> SharedCards.of(settings, fleet, () -> broker, holds, pause::wake));
        looks = new FrameLooks(new EarlyFrames(store, servers.fleet()::find), followers);
        followers.tell(looks);
        vertx = new BoundedVertx(settings.http().limits());
        sockets = new InstanceSockets(vertx, servers.fleet(), new SocketEvents(servers, followers, pause));
    }

    /** Starts everything; when a part cannot start, what was started is closed again and the reason is thrown. */
    public static Pipeline start(LoadedSettings loaded) throws Exception {
        return start(loaded, false);
    }

    /** Starts everything with simulators in place of ComfyUI and the language model; every document says so. */
    public static Pipeline startSimulation(LoadedSettings loaded) throws Exception {
        return start(loaded, true);
    }

    private static Pipeline start(LoadedSettings loaded, boolean simulation) throws Exception {
        IdleMemory.keepSmall();
        VirtualThreads.chooseFor(Runtime.version());
        Pipeline pipeline = new Pipeline(loaded, simulation);
        try {
            pipeline.start();
            return pipeline;
        } catch (Exception e) {
            pipeline.close();
            throw e;
        }
    }

    private void start() throws Exception {
        port = HttpGuard.port(settings.http());
        WorkFolders.check(settings);
        inboxLock = WorkFolders.lockInbox(settings);
        cluster.join(camel, servers.fleet(), URI.create(settings.http().address(port)));
        broker = cluster.openBroker(servers.slots(), this::queuesFailed);
        cluster.tell(camel, store, broker);
        run = RunMarker.begin(settings, holds);
        PipelineRoutes routes = new PipelineRoutes(settings, servers, holds, pause, sockets, looks, cluster);
        FleetControl control = servers.control(routes, new UnfinishedWork(store)::scenesOn);
        camel.bind("fleetControl", control);
        camel.bind("stageHolds", holds);
        configure(control);
        CapacityParts capacity = new CapacityParts(settings, store, servers, control, holds, forecast);
        capacity.addTo(camel);
        new AlertParts(camel).addTo(settings, servers, telemetry, deadLetters, disk);
        DashboardParts.addTo(camel, settings, vertx, port, store, servers, holds, followers);
        camel.addMainListener(new ContextSetup(broker, servers.slots(), routes, settings, port));
        camel.start();
        routes.started();
        MeterRegistry meters = Meters.register(camel.getCamelContext(), deadLetters, servers);
        FleetMeters.register(meters, servers.fleet(), servers.backpressure(), servers.rate());
        capacity.started(meters);
        servers.gpus().register(meters);
        StageMeters.register(meters, holds, disk, servers.gpus());
        telemetry.register(servers.fleet());
        HealthChecks.register(camel.getCamelContext(), servers, disk, broker, settings.fleet());
        LOG.info(
                "ready inbox={} stories={} http={}/",
                settings.inbox(),
                settings.stories(),
                settings.http().address(port));
    }

    private void configure(FleetControl control) throws IOException {
        disk.checkBeforeStart();
        camel.setOverrideProperties(CamelProperties.of(loaded, port, WorkFolders.watchesInbox(settings, inboxLock)));
        camel.bind("vertx", vertx);
        Beans beans = new Beans(settings, store, servers, broker, deadLetters, disk, simulation);
        beans.bindTo(camel, sockets, followers, looks, pause, holds);
        forecast = beans.forecast();
        HttpRoutes.all(settings, cluster, store, holds, deadLetters, control, servers, forecast)
                .forEach(camel.configure()::addRoutesBuilder);
        servers.begin(camel, broker, store);
        Accounts.keep(camel, settings, store, servers.fleet(), holds);
        telemetry.addTo(camel);
        control.restore();
    }

    private void queuesFailed(Throwable cause) {
        LOG.error(
                "the queues in {} cannot be written ({}) and have stopped, so Showrunner ends. Nothing that was"
                        + " accepted is lost: see that the disk can be written and has room, then start again",
                settings.data(),
                cause.getMessage());
        failure.complete(cause);
    }

    /** The context, for tests and for commands that look inside. */
    public CamelContext context() {
        return camel.getCamelContext();
    }

    /** Nodes of the prompt's workflow that are done, by the server's last word; 0 when it said nothing yet. */
    public double nodesDone(String promptId) {
        return followers.nodesDone(promptId);
    }

    /** One ComfyUI server as it is now. */
    public InstanceView instance(String instanceId) {
        return servers.fleet().view(instanceId);
    }

    /** Completed with its cause when the application cannot go on and should be closed. */
    public CompletionStage<Throwable> failure() {
        return failure.minimalCompletionStage();
    }

    /** The HTTP port that is listened on. */
    public int port() {
        return port;
    }

    /** The stories folder. */
    public StoryStore store() {
        return store;
    }

    @Override
    public void close() {
        pause.close();
        sockets.close();
        looks.close();
        try {
            stopCamel();
        } finally {
            closeQueues();
        }
    }

    /** A start that failed leaves a context that Main no longer knows how to stop. */
    private void stopCamel() {
        camel.stop();
        if (camel.getCamelContext() != null) {
            camel.getCamelContext().stop();
        }
    }

    private void closeQueues() {
        servers.gpus().end();
        try {
            closeForecast();
            if (run != null && !failure.isDone()) {
                run.end();
            }
            if (broker != null) {
                broker.close();
            }
        } finally {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            inboxLock.ifPresent(InboxLock::close);
            cluster.close();
        }
    }

    /** What it learned is worth keeping, but not worth a broker that is not closed. */
    private void closeForecast() {
        try {
            if (forecast != null) {
                forecast.close();
            }
        } catch (RuntimeException e) {
            LOG.warn("scene times that were learned last are not kept: {}", e.getMessage());
        }
    }
}
