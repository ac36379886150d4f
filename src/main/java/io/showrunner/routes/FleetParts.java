package io.showrunner.routes;

import io.showrunner.broker.Broker;
import io.showrunner.card.Cards;
import io.showrunner.config.Settings;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Backpressure;
import io.showrunner.fleet.Breakers;
import io.showrunner.fleet.Contacts;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.FleetControl;
import io.showrunner.fleet.FleetRecord;
import io.showrunner.fleet.InstanceParts;
import io.showrunner.fleet.Outage;
import io.showrunner.fleet.SceneRate;
import io.showrunner.fleet.VramLadder;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StoryStore;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.camel.main.Main;

/** What watches over the ComfyUI servers: one of each for the whole application. */
record FleetParts(
        FleetRecord decided,
        Fleet fleet,
        Contacts contacts,
        Outage outage,
        Breakers breakers,
        Backpressure backpressure,
        SceneRate rate,
        VramLadder ladder,
        GpuWatch gpus,
        Cards cards) {

    /** @param cards made of the fleet */
    static FleetParts of(Settings settings, ClusterParts cluster, StageHolds holds, Function<Fleet, Cards> cards) {
        Clock clock = Clock.systemUTC();
        FleetRecord decided = FleetRecord.of(settings, cluster.recordLocks(), clock);
        Fleet fleet = new Fleet(decided.instances(), settings.fleet().strategy(), clock);
        SceneRate rate = new SceneRate(settings.fleet().maxScenesPerHour(), System::nanoTime);
        VramLadder ladder = new VramLadder(settings.memory(), clock);
        return new FleetParts(
                decided,
                fleet,
                new Contacts(System::nanoTime),
                new Outage(fleet, clock),
                new Breakers(settings.breaker(), fleet, clock),
                new Backpressure(fleet, settings.fleet(), System::nanoTime),
                rate,
                ladder,
                new GpuWatch(fleet, ladder, rate, holds),
                cards.apply(fleet));
    }

    /** @param unfinishedScenes how many scenes have their newest prompt on a server and are not published yet */
    FleetControl control(InstanceParts parts, ToIntFunction<String> unfinishedScenes) {
        return new FleetControl(fleet, decided, breakers, parts, unfinishedScenes, cards::holder);
    }

    /** From now on the queues count. */
    void begin(Main camel, Broker broker, StoryStore store) {
        camel.bind("outage", outage);
        gpus.begin(camel, broker, store);
    }

    /** Prompts that may be on all servers together. */
    int slots() {
        return fleet.instances().stream().mapToInt(InstanceSettings::slots).sum();
    }
}
