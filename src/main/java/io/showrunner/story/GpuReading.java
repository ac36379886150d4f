package io.showrunner.story;

/**
 * A GPU at one moment. Numbers that were not measured are null, never zero.
 *
 * @param name without {@code cuda:N} and allocator suffix
 * @param type cuda, cpu, or nvidia when nvidia-smi said it
 * @param vramTotal bytes
 * @param vramFree bytes
 * @param source system_stats, nvidia-smi or missing
 */
public record GpuReading(
        String name,
        String type,
        Integer index,
        Long vramTotal,
        Long vramFree,
        Integer utilizationPercent,
        String source) {

    /** The same with what somebody else knows. */
    public GpuReading withUtilization(Integer percent) {
        return new GpuReading(name, type, index, vramTotal, vramFree, percent, source);
    }

    /** The reading that says that nothing could be read. */
    public static GpuReading missing() {
        return new GpuReading("Unknown", "unknown", null, null, null, null, "missing");
    }
}
