package io.showrunner.routes;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.fleet.VramLadder;
import java.util.function.ToDoubleFunction;

/** What was done against too little video memory, in numbers since the start. */
final class MemoryMeters {
    private MemoryMeters() {}

    static void register(MeterRegistry meters, VramLadder ladder) {
        count(meters, ladder, "pressures", VramLadder::pressures, "Times that an instance's memory became too low");
        count(meters, ladder, "frees", VramLadder::frees, "Times that an instance's memory was cleared");
        count(meters, ladder, "downgrades", VramLadder::downgrades, "Scenes made smaller for want of memory");
        count(meters, ladder, "escalations", VramLadder::escalations, "Holds for too little memory that took too long");
    }

    private static void count(
            MeterRegistry meters, VramLadder ladder, String name, ToDoubleFunction<VramLadder> value, String words) {
        FunctionCounter.builder("showrunner.vram." + name, ladder, value)
                .description(words)
                .register(meters);
    }
}
