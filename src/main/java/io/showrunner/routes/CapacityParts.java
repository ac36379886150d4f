package io.showrunner.routes;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.capacity.Autoscaler;
import io.showrunner.capacity.BacklogWatch;
import io.showrunner.capacity.Capacity;
import io.showrunner.capacity.CapacityCheck;
import io.showrunner.capacity.CapacityProfile;
import io.showrunner.capacity.CapacityWatch;
import io.showrunner.capacity.Measurements;
import io.showrunner.capacity.ScalingCommand;
import io.showrunner.capacity.ScalingStep.Action;
import io.showrunner.config.Settings;
import io.showrunner.fleet.FleetControl;
import io.showrunner.forecast.Forecast;
import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StoryStore;
import io.showrunner.web.CapacityRoutes;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Locale;
import org.apache.camel.main.Main;

/** What compares the installation with its profile, measures the backlog and has servers added and given up. */
final class CapacityParts {
    private final Settings settings;
    private final CapacityWatch watch;
    private final BacklogWatch backlog;
    private final Capacity capacity;
    private final Autoscaler autoscaler;

    CapacityParts(
            Settings settings,
            StoryStore store,
            FleetParts servers,
            FleetControl control,
            StageHolds holds,
            Forecast forecast) {
        Clock clock = Clock.systemUTC();
        this.settings = settings;
        watch = new CapacityWatch(CapacityCheck.of(settings), servers.fleet());
        Measurements measurements = new Measurements(store, settings.workflow().defaultWorkflow());
        backlog = new BacklogWatch(forecast::scenes, forecast::backlog, servers.fleet(), clock);
        capacity = new Capacity(settings, watch, measurements, backlog, servers.fleet(), servers.rate());
        autoscaler = new Autoscaler(
                settings.capacity().scaling(),
                watch.profile().map(CapacityProfile::maxInstances).orElse(0),
                control,
                () -> holds.isHeld(Stage.RENDER),
                settings.data().resolve("scaling.json"),
                clock);
    }

    /** Gives the beans their names and adds the HTTP path. */
    void addTo(Main camel) {
        camel.bind("backlogWatch", backlog);
        camel.bind("autoscaler", autoscaler);
        camel.bind("scalingCommand", new ScalingCommand(settings.capacity().scaling()));
        camel.bind(
                "scalingClient", new WebhookClient(settings.capacity().scaling().timeout()));
        camel.configure().addRoutesBuilder(new CapacityRoutes(capacity));
    }

    /** The application has started: differences are told, and figures are there to be read. */
    void started(MeterRegistry meters) {
        watch.tell();
        Gauge.builder("showrunner.backlog.minutes", backlog, BacklogWatch::lastMinutes)
                .description("Minutes until all scenes are done, in half of all cases")
                .register(meters);
        Gauge.builder("showrunner.backlog.scenes", backlog, each -> each.last().scenes())
                .description("Scenes that are executed, wait, or are still to be written")
                .register(meters);
        for (Action action : EnumSet.complementOf(EnumSet.of(Action.NONE))) {
            FunctionCounter.builder("showrunner.scaling.steps", autoscaler, each -> each.count(action))
                    .tag("action", action.name().toLowerCase(Locale.ROOT))
                    .description("Changes to the number of servers")
                    .register(meters);
        }
        FunctionCounter.builder("showrunner.scaling.failures", autoscaler, Autoscaler::failures)
                .description("Times that nobody could be told of such a change")
                .register(meters);
    }
}
