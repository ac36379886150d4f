package io.showrunner.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of a GPU's time since the start, in seconds; all of it is busy or idle.
 *
 * @param now what it is at the moment: {@code busy}, or the cause by which it is idle
 * @param idleSeconds by cause, every cause
 */
public record GpuTime(String now, double wallSeconds, double busySeconds, Map<String, Double> idleSeconds) {
    private static final double SECOND = 1e9;
    private static final double THOUSANDTHS = 1000;

    /** @param cause null while it is busy */
    static GpuTime of(long wall, Tally tally, IdleCause cause) {
        Map<String, Double> idle = new LinkedHashMap<>();
        for (IdleCause each : IdleCause.values()) {
            idle.put(each.word(), seconds(tally.idle(each)));
        }
        return new GpuTime(cause == null ? "busy" : cause.word(), seconds(wall), seconds(tally.busy()), idle);
    }

    private static double seconds(long nanos) {
        return Math.round(nanos / SECOND * THOUSANDTHS) / THOUSANDTHS;
    }
}
