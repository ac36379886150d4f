package io.showrunner.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What this process takes from the machine, from one moment on. */
final class ProcessMeter {
    private static final String RESIDENT = "VmRSS:";

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long begun = System.nanoTime();
    private final long cpuBefore = process.getProcessCpuTime();
    private final Map<Long, Long> allocatedBefore = allocated();

    private ProcessMeter() {
        threads.resetPeakThreadCount();
    }

    /** Begins to measure. */
    static ProcessMeter begin() {
        return new ProcessMeter();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Processor time of all threads since the beginning. */
    Duration cpu() {
        return Duration.ofNanos(process.getProcessCpuTime() - cpuBefore);
    }

    /** Bytes that the threads that live now have allocated since the beginning; those that ended are not known any more. */
    long allocatedBytes() {
        Map<Long, Long> now = allocated();
        now.replaceAll((thread, bytes) -> bytes - allocatedBefore.getOrDefault(thread, 0L));
        return now.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The most threads at one time since the beginning; virtual ones do not count. */
    int threads() {
        return threads.getPeakThreadCount();
    }

    /** Memory that is in the machine's RAM now, in MB; null where the system does not say. */
    static Long residentMb() {
        return residentMb("self");
    }

    /** That of a process of ours, by its number. */
    static Long residentMb(String process) {
        Path status = Path.of("/proc", process, "status");
        try {
            return Files.exists(status)
                    ? Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith(RESIDENT))
                            .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                            .findFirst()
                            .orElse(null)
                    : null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + status + ": " + e.getMessage(), e);
        }
    }

    private Map<Long, Long> allocated() {
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> byThread = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            byThread.put(ids[i], Math.max(0, bytes[i]));
        }
        return byThread;
    }
}
