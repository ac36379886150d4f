package io.showrunner.web.files;

import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files in the folder of a story. What is hidden, half-written, a link or reached through one is none of them. */
final class StoryFolder {
    private static final int LONGEST_PATH = 500;
    private static final int MOST_LISTED = 5_000;
    private static final Pattern NAME = Pattern.compile("[^.\\p{Cntrl}\\\\/:*?\"<>|][^\\p{Cntrl}\\\\/:*?\"<>|]*");

    private final StoryStore store;

    StoryFolder(StoryStore store) {
        this.store = store;
    }

    /** The file at a path below the story's folder; empty when there is none, or the path is none that a file can have. */
    Optional<StoryFile> find(String storyId, String path) throws IOException {
        if (!store.exists(storyId) || path.length() > LONGEST_PATH || !isBelow(path)) {
            return Optional.empty();
        }
        try {
            Path folder = store.folder(storyId).toRealPath();
            Path file = folder.resolve(path);
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            && file.toRealPath().equals(file)
                    ? Optional.of(StoryFile.of(folder, file, Files.readAttributes(file, BasicFileAttributes.class)))
                    : Optional.empty();
        } catch (NoSuchFileException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isBelow(String path) {
        return List.of(path.split("/", -1)).stream()
                .allMatch(name -> NAME.matcher(name).matches());
    }

    /** All of them, by path; the first {@value #MOST_LISTED} that are found of more. Empty when there is no such story. */
    Optional<List<StoryFile>> all(String storyId) throws IOException {
        if (!store.exists(storyId)) {
            return Optional.empty();
        }
        Path folder = store.folder(storyId).toRealPath();
        Walk walk = new Walk(folder);
        Files.walkFileTree(folder, walk);
        return Optional.of(walk.files.stream()
                .sorted(Comparator.comparing(StoryFile::path))
                .toList());
    }

    /** Stories are worked at meanwhile: what is gone when it is looked at is no failure. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final List<StoryFile> files = new ArrayList<>();

        Walk(Path folder) {
            this.folder = folder;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes now) {
            return isHidden(each) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path each, BasicFileAttributes now) {
            if (now.isRegularFile() && !isHidden(each)) {
                files.add(StoryFile.of(folder, each, now));
            }
            return files.size() < MOST_LISTED ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path each, IOException why) throws IOException {
            if (why instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw why;
        }
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }
}
