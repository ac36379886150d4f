package io.showrunner.routes;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceView;
import io.showrunner.telemetry.GpuAccounts;
import io.showrunner.telemetry.IdleCause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Busy and idle seconds of each GPU. Servers come and go, and each has changed its state then. */
final class GpuMeters {
    private final MeterRegistry meters;
    private final GpuAccounts accounts;
    private final Map<String, List<Meter>> registered = new HashMap<>();

    private GpuMeters(MeterRegistry meters, GpuAccounts accounts) {
        this.meters = meters;
        this.accounts = accounts;
    }

    static void register(MeterRegistry meters, Fleet fleet, GpuAccounts accounts) {
        GpuMeters all = new GpuMeters(meters, accounts);
        all.follow(fleet);
        fleet.onStateChange((instance, state) -> all.follow(fleet));
    }

    private synchronized void follow(Fleet fleet) {
        Set<String> there = fleet.views().stream().map(InstanceView::id).collect(Collectors.toSet());
        there.forEach(id -> registered.computeIfAbsent(id, this::add));
        registered.entrySet().stream()
                .filter(entry -> !there.contains(entry.getKey()))
                .forEach(entry -> entry.getValue().forEach(meters::remove));
        registered.keySet().retainAll(there);
    }

    private List<Meter> add(String instanceId) {
        List<Meter> added = new ArrayList<>();
        added.add(FunctionCounter.builder("gpu.busy.seconds", accounts, all -> all.busySeconds(instanceId))
                .description("Seconds in which a prompt of ours executed")
                .tag("instance", instanceId)
                .register(meters));
        for (IdleCause cause : IdleCause.values()) {
            added.add(FunctionCounter.builder("gpu.idle.seconds", accounts, all -> all.idleSeconds(instanceId, cause))
                    .description("Seconds in which no prompt of ours executed, by cause")
                    .tags("instance", instanceId, "cause", cause.word())
                    .register(meters));
        }
        return added;
    }
}
