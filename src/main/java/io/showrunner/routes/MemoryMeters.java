package io.showrunner.routes;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceView;
import io.showrunner.fleet.VramLadder;
import io.showrunner.telemetry.VideoMemory;
import io.showrunner.telemetry.VideoMemory.Reading;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The video memory of each server, and what was done against too little of it. */
final class MemoryMeters {
    private MemoryMeters() {}

    static void register(MeterRegistry meters, VramLadder ladder) {
        count(meters, ladder, "pressures", VramLadder::pressures, "Times that an instance's memory became too low");
        count(meters, ladder, "frees", VramLadder::frees, "Times that an instance's memory was cleared");
        count(meters, ladder, "downgrades", VramLadder::downgrades, "Scenes made smaller for want of memory");
        count(meters, ladder, "escalations", VramLadder::escalations, "Holds for too little memory that took too long");
    }

    /** One row for each server there is; a server has been read before it changes its state. */
    static void register(MeterRegistry meters, Fleet fleet, VideoMemory memory) {
        MultiGauge free = MultiGauge.builder("gpu.vram.free.mb")
                .description("Free video memory of the server's first device as it was read last, MB")
                .register(meters);
        MultiGauge used = MultiGauge.builder("gpu.vram.used.percent")
                .description("Share of the video memory of the server's first device that is in use, percent")
                .register(meters);
        Runnable refresh = () -> {
            free.register(rows(fleet, memory, Reading::freeMb), true);
            used.register(rows(fleet, memory, Reading::usedPercent), true);
        };
        refresh.run();
        fleet.onStateChange((instance, state) -> refresh.run());
    }

    private static List<MultiGauge.Row<?>> rows(Fleet fleet, VideoMemory memory, ToDoubleFunction<Reading> value) {
        return fleet.views().stream()
                .map(InstanceView::id)
                .<MultiGauge.Row<?>>map(id -> MultiGauge.Row.of(
                        Tags.of(
                                "instance",
                                id,
                                "gpu",
                                memory.reading(id).map(Reading::gpu).orElse("unknown")),
                        memory,
                        all -> all.reading(id).map(value::applyAsDouble).orElse(Double.NaN)))
                .toList();
    }

    private static void count(
            MeterRegistry meters, VramLadder ladder, String name, ToDoubleFunction<VramLadder> value, String words) {
        FunctionCounter.builder("showrunner.vram." + name, ladder, value)
                .description(words)
                .register(meters);
    }
}
