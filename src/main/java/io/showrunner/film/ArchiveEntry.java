package io.showrunner.film;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A file of a story that goes into its archive.
 *
 * @param name below the story's folder, with slashes
 */
record ArchiveEntry(String name, Path file, long size, FileTime modified) {
    /** Frames of prompts that were never published, and WebP that were never verified. */
    private static final Set<String> UNFINISHED = Set.of("staging", "webp-staging");

    private static final Set<String> PACKED = Set.of(".png", ".mp4", ".webp", ".zip", ".gif", ".jpg");

    /**
     * Everything in the folder, in the order of the names, but for what is hidden, temporary or unfinished. A link is left
     * out: it may lead anywhere.
     *
     * @param without names of files in the folder itself that do not belong to it
     */
    static List<ArchiveEntry> of(Path folder, Set<String> without) {
        List<ArchiveEntry> entries = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                    String name = each.getFileName().toString();
                    boolean taken = each.equals(folder) || !(name.startsWith(".") || UNFINISHED.contains(name));
                    return taken ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
                    String name = folder.relativize(each).toString().replace('\\', '/');
                    boolean hidden = each.getFileName().toString().startsWith(".");
                    if (attributes.isRegularFile() && !hidden && !without.contains(name)) {
                        entries.add(new ArchiveEntry(name, each, attributes.size(), attributes.lastModifiedTime()));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder + ": " + e.getMessage(), e);
        }
        entries.sort(Comparator.comparing(ArchiveEntry::name));
        return entries;
    }

    /** True when packing would make it no smaller. */
    boolean isPacked() {
        return PACKED.stream().anyMatch(name::endsWith);
    }

    /** A line that is another one when the file is. */
    String signature() {
        return name + " " + version() + "\n";
    }

    /** Another one when the content is. */
    String version() {
        return size + " " + modified.toMillis();
    }
}
