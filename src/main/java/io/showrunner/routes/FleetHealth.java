package io.showrunner.routes;

import io.showrunner.fleet.Contacts;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceView;
import io.showrunner.health.DiskSpace;
import io.showrunner.health.DiskWatch;
import io.showrunner.health.Readiness;
import io.showrunner.health.Status;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** What {@code /observe/health} and {@code /observe/health/ready} say about the ComfyUI servers and the room on the disk. */
final class FleetHealth extends AbstractHealthCheck {
    private final Fleet fleet;
    private final Contacts contacts;
    private final DiskWatch disk;
    private final Duration probeInterval;

    FleetHealth(FleetParts servers, DiskWatch disk, Duration probeInterval) {
        super("showrunner", "comfyui");
        this.fleet = servers.fleet();
        this.contacts = servers.contacts();
        this.disk = disk;
        this.probeInterval = probeInterval;
    }

    /** No restart mends a server or makes room. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Readiness readiness = Readiness.of(
                fleet.views().stream().map(this::server).toList(),
                probeInterval,
                Optional.ofNullable(disk.last())
                        .filter(DiskSpace.Reading::isShort)
                        .map(DiskSpace.Reading::sentence)
                        .orElse(null));
        builder.detail("status", readiness.status().word()).message(readiness.message());
        builder.state(readiness.status() == Status.FAILED ? State.DOWN : State.UP);
    }

    private Readiness.Server server(InstanceView view) {
        return new Readiness.Server(
                view.id(),
                view.state(),
                view.message(),
                contacts.sinceAnswer(view.id()),
                contacts.socketTrouble(view.id()));
    }
}
