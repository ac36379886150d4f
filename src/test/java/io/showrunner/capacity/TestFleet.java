package io.showrunner.capacity;

import io.showrunner.config.Settings;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Breakers;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.FleetControl;
import io.showrunner.fleet.FleetRecord;
import io.showrunner.fleet.InstanceParts;
import io.showrunner.fleet.Probe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** One server of the configuration, gpu0, and those that a test adds; all answer and have nothing to do. */
final class TestFleet implements InstanceParts {
    private final Breakers breakers;
    final Fleet fleet;
    final FleetControl control;
    int scenesInHand;

    TestFleet(Path data) {
        Settings settings = new TestSettings().with("data", data.toString()).load();
        Clock clock = Clock.systemUTC();
        FleetRecord record = FleetRecord.of(settings, clock);
        fleet = new Fleet(record.instances(), settings.fleet().strategy(), clock);
        breakers = new Breakers(settings.breaker(), fleet, clock);
        fleet.instances().forEach(each -> breakers.add(each.id()));
        control = new FleetControl(fleet, record, breakers, this, id -> 0, id -> Optional.empty());
        control.restore();
        answers("gpu0", 24_576);
    }

    void answers(String id, long vramTotal) {
        fleet.answered(id, new Probe(0, vramTotal, vramTotal, "0.3.64"));
    }

    void added(String id) {
        control.add(new InstanceSettings(id, URI.create("http://" + id), 2, null));
        answers(id, 24_576);
    }

    @Override
    public void add(InstanceSettings instance) {
        breakers.add(instance.id());
    }

    @Override
    public void remove(String instanceId) {
        breakers.remove(instanceId);
    }

    @Override
    public int scenesInHand(String instanceId) {
        return scenesInHand;
    }
}
