package io.showrunner.routes;

import io.showrunner.broker.DeadLetters;
import io.showrunner.config.Settings;
import io.showrunner.fleet.FleetControl;
import io.showrunner.forecast.Forecast;
import io.showrunner.story.SceneOrder;
import io.showrunner.story.SceneQueue;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StoryStore;
import io.showrunner.web.ApiRoutes;
import io.showrunner.web.ApprovalRoutes;
import io.showrunner.web.CacheRoutes;
import io.showrunner.web.ClusterRoutes;
import io.showrunner.web.ControlRoutes;
import io.showrunner.web.DeadLetterRoutes;
import io.showrunner.web.DocumentRoutes;
import io.showrunner.web.FleetApiRoutes;
import io.showrunner.web.ForecastRoutes;
import io.showrunner.web.RemovalRoutes;
import io.showrunner.web.StoryRoutes;
import io.showrunner.web.TimelineRoutes;
import java.time.Clock;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** What can be asked for over HTTP. */
final class HttpRoutes {
    private HttpRoutes() {}

    static List<RouteBuilder> all(
            Settings settings,
            ClusterParts cluster,
            StoryStore store,
            StageHolds holds,
            DeadLetters deadLetters,
            FleetControl control,
            FleetParts servers,
            Forecast forecast) {
        return List.of(
                new DocumentRoutes(settings.home().resolve("config")),
                new ApiRoutes(
                        holds,
                        settings.cluster()
                                .decisions(settings.data(), settings.stories())
                                .resolve("idempotency"),
                        cluster.locks()),
                new ClusterRoutes(cluster.nodes()),
                new StoryRoutes(store, forecast),
                new ApprovalRoutes(store),
                new DeadLetterRoutes(deadLetters),
                new ControlRoutes(new SceneQueue(store, new SceneOrder(store, Clock.systemUTC())), holds),
                new RemovalRoutes(),
                new TimelineRoutes(store),
                new CacheRoutes(),
                new FleetApiRoutes(
                        control,
                        servers.outage(),
                        servers.rate(),
                        servers.gpus().accounts(),
                        cluster.nodes()),
                new ForecastRoutes(forecast, servers.fleet(), servers.rate()));
    }
}
