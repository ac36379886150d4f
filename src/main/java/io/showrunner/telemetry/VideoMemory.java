package io.showrunner.telemetry;

import io.showrunner.comfyui.SystemStats;
import io.showrunner.comfyui.UnreadableReply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The video memory of each server's first device as it was read last, idle or busy (G1, G2). Thread-safe. */
public final class VideoMemory {
    private static final double MIB = 1 << 20;

    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    /**
     * One reading.
     *
     * @param gpu name of the device
     * @param freeMb MB
     * @param totalMb MB; NaN when the server does not say
     */
    public record Reading(String gpu, double freeMb, double totalMb) {
        /** How much of it is in use, in percent; NaN when the total is not known. */
        public double usedPercent() {
            return totalMb > 0 ? (totalMb - freeMb) / totalMb * 100 : Double.NaN;
        }
    }

    /** Takes a reply of {@code /system_stats}; one that says nothing about memory ends what was known. */
    public void saw(String instanceId, String systemStats) {
        try {
            List<SystemStats.Device> devices = SystemStats.read(systemStats).devices();
            if (!devices.isEmpty() && devices.get(0).vramFree() != null) {
                readings.put(instanceId, reading(devices.get(0)));
                return;
            }
        } catch (UnreadableReply e) {
            // whoever asked for the reply takes note of it; here it is no reading
        }
        forget(instanceId);
    }

    /** The server does not answer, or is gone: nothing is known about its memory any more. */
    public void forget(String instanceId) {
        readings.remove(instanceId);
    }

    /** What was read last; empty when nothing is known. */
    public Optional<Reading> reading(String instanceId) {
        return Optional.ofNullable(readings.get(instanceId));
    }

    private static Reading reading(SystemStats.Device device) {
        double total = device.vramTotal() == null ? Double.NaN : device.vramTotal() / MIB;
        return new Reading(device.name(), device.vramFree() / MIB, total);
    }
}
