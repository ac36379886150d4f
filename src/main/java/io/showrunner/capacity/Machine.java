package io.showrunner.capacity;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machine that the application runs on.
 *
 * @param ram in MB
 * @param disk size of the stories' file system in GB of 10^9 bytes
 */
public record Machine(int cores, long ram, long disk) {
    private static final long GB = 1_000_000_000;

    /** This one; a stories folder that is not made yet will lie where its nearest parent lies. */
    public static Machine here(Path stories) {
        Path there = stories.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            return new Machine(
                    Runtime.getRuntime().availableProcessors(),
                    ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize() >> 20,
                    Files.getFileStore(there).getTotalSpace() / GB);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the size of the disk at " + there + " cannot be read: " + e.getMessage(), e);
        }
    }
}
