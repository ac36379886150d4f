package io.showrunner.routes;

import io.showrunner.alert.AlertWatch;
import io.showrunner.config.Settings;
import io.showrunner.render.PromptFollowers;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StoryStore;
import io.showrunner.web.DashboardRoutes;
import io.showrunner.web.LlmRoutes;
import io.showrunner.web.dashboard.DashboardFiles;
import io.showrunner.web.dashboard.FleetSamples;
import io.showrunner.web.dashboard.RouteTimes;
import io.showrunner.web.events.EventFeed;
import io.showrunner.web.events.EventRoutes;
import io.showrunner.web.events.RunningScenes;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** The dashboard, and the events by which it is up to date. */
final class DashboardParts extends MainListenerSupport {
    private static final long SAMPLE_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final Vertx vertx;
    private final int port;
    private final StoryStore store;
    private final FleetParts servers;
    private final StageHolds holds;
    private final RunningScenes running;
    private final FleetSamples samples;
    private final RouteTimes times;

    private DashboardParts(
            Vertx vertx,
            int port,
            StoryStore store,
            FleetParts servers,
            StageHolds holds,
            RunningScenes running,
            FleetSamples samples,
            RouteTimes times) {
        this.vertx = vertx;
        this.port = port;
        this.store = store;
        this.servers = servers;
        this.holds = holds;
        this.running = running;
        this.samples = samples;
        this.times = times;
    }

    /** Adds its paths; to be called before the context starts. */
    static void addTo(
            Main camel,
            Settings settings,
            Vertx vertx,
            int port,
            StoryStore store,
            FleetParts servers,
            StageHolds holds,
            PromptFollowers followers) {
        RunningScenes running = new RunningScenes(store, followers);
        FleetSamples samples = new FleetSamples(servers.fleet(), Clock.systemUTC());
        RouteTimes times = new RouteTimes(Clock.systemUTC());
        camel.configure()
                .addRoutesBuilder(new DashboardRoutes(
                        running, samples, times, settings.home().resolve("config")));
        camel.configure().addRoutesBuilder(new LlmRoutes(settings.llm().providers()));
        camel.addMainListener(new DashboardParts(vertx, port, store, servers, holds, running, samples, times));
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        AlertWatch alerts = context.getRegistry().lookupByNameAndType("alertWatch", AlertWatch.class);
        EventRoutes events =
                new EventRoutes(vertx, port, new EventFeed(store, servers.fleet(), holds, alerts, running));
        try {
            context.addRoutePolicyFactory(times);
            context.addLifecycleStrategy(events);
            context.addStartupListener(events);
            context.addStartupListener(new DashboardFiles(port));
        } catch (Exception e) {
            throw new IllegalStateException("the dashboard cannot be served: " + e.getMessage(), e);
        }
        vertx.setPeriodic(SAMPLE_MILLIS, tick -> samples.sample());
    }
}
