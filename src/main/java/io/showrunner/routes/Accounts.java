package io.showrunner.routes;

import io.showrunner.config.Settings;
import io.showrunner.explain.Explain;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.FleetHistory;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StoryHistory;
import io.showrunner.story.StoryStore;
import java.time.Clock;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** What happened to stories and servers is written down, for whoever asks where the time went. */
final class Accounts {
    private Accounts() {}

    static void keep(Main camel, Settings settings, StoryStore store, Fleet fleet, StageHolds holds) {
        Clock clock = Clock.systemUTC();
        StoryHistory.keep(store, clock);
        FleetHistory servers = FleetHistory.begin(settings.data(), fleet, holds, clock);
        camel.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeStop(BaseMainSupport main) {
                servers.end();
            }
        });
        camel.bind("explain", new Explain(store, settings.data(), clock));
    }
}
