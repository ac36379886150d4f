package io.showrunner.health;

import io.showrunner.config.Settings;
import io.showrunner.config.Settings.InboxSettings.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How much is free on the file systems of the folders that the application writes to. */
public final class DiskSpace {
    /** More than needed by this factor ends a shortage, so that the stages do not stop and go at its edge. */
    private static final double AMPLE = 1.1;

    private final Set<Path> folders;
    private final long needed;
    private final Reader reader;

    /** Reads the free bytes of the file system that a folder lies on. */
    interface Reader {
        long free(Path folder) throws IOException;
    }

    /** What a look found: the folder with least room. */
    public record Reading(Path folder, long freeBytes, long neededBytes) {

        /** True when new work must wait. */
        public boolean isShort() {
            return freeBytes < neededBytes;
        }

        /** True when work that waited may go on. */
        public boolean isAmple() {
            return freeBytes >= neededBytes * AMPLE;
        }

        /** What is missing, where, and what to do. */
        public String sentence() {
            return "disk full: " + (freeBytes >> 20) + " MB are free at " + folder + ", " + (neededBytes >> 20)
                    + " MB are needed (showrunner.disk.min-free); free some space, and work goes on by itself";
        }
    }

    DiskSpace(List<Path> folders, long needed, Reader reader) {
        this.folders = new LinkedHashSet<>(folders);
        this.needed = needed;
        this.reader = reader;
    }

    /** Watches the folders of the settings. */
    public static DiskSpace of(Settings settings) {
        Stream<Path> inbox = settings.inboxWatch().mode() == Mode.OFF ? Stream.empty() : Stream.of(settings.inbox());
        return new DiskSpace(
                Stream.concat(
                                Stream.of(
                                        settings.stories(),
                                        settings.data(),
                                        settings.sceneCache().folder()),
                                inbox)
                        .toList(),
                settings.upkeep().minFreeDisk(),
                DiskSpace::usable);
    }

    /**
     * Looks once.
     *
     * @throws IOException when a file system does not say
     */
    public Reading look() throws IOException {
        Reading least = null;
        for (Path folder : folders) {
            Reading reading = new Reading(folder, reader.free(folder), needed);
            least = least == null || reading.freeBytes() < least.freeBytes() ? reading : least;
        }
        return least;
    }

    /** A folder that is not made yet will lie where its nearest parent lies. */
    private static long usable(Path folder) throws IOException {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return Files.getFileStore(there).getUsableSpace();
    }
}
