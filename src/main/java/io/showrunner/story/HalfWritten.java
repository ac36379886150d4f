package io.showrunner.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The temporary files of {@link DurableFiles} that a killed process left. */
public final class HalfWritten {
    /** An attempt's staging folder lies this deep below the stories; nothing of ours lies deeper. */
    private static final int DEEPEST = 7;

    /** Where none can be: published frames came there by a rename, and the journal is the broker's. */
    private static final Set<String> NOT_OURS = Set.of("frames", "broker", ".trash");

    private HalfWritten() {}

    /** Removes them below the folders, links not followed; returns how many. Nobody else may be writing there. */
    public static int sweep(List<Path> folders) {
        Sweep sweep = new Sweep();
        for (Path folder : folders) {
            try {
                if (Files.isDirectory(folder)) {
                    Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), DEEPEST, sweep);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "cannot remove half-written files in " + folder + ": " + e.getMessage(), e);
            }
        }
        return sweep.removed;
    }

    private static final class Sweep extends SimpleFileVisitor<Path> {
        private int removed;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile() && file.getFileName().toString().startsWith(DurableFiles.TEMPORARY)) {
                Files.delete(file);
                removed++;
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
