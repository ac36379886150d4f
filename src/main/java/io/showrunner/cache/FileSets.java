package io.showrunner.cache;

import io.showrunner.story.DurableFiles;
import io.showrunner.story.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Sets of files, each in a folder of its own below its key, which appears by one rename and does not change. A file is a
 * second name of the one it was taken from where the file system can do that, so that it takes no room while both are
 * there and neither goes with the other; else it is a copy. Thread-safe.
 */
public final class FileSets {
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SET = Pattern.compile("[0-9a-f-]{36}");

    private final Path root;

    public FileSets(Path root) {
        this.root = root;
    }

    /**
     * Takes the files into a set, in place of all others of the key.
     *
     * @param set a UUID
     * @throws UncheckedIOException when one of them cannot be taken; the set is not there then
     */
    public void keep(String key, String set, Path source, List<KeptFile> files) {
        Path folder = folder(key, set);
        Path half = folder.resolveSibling(DurableFiles.TEMPORARY + set);
        DurableFiles.deleteTree(half);
        try {
            take(source, files, half);
            DurableFiles.deleteTree(folder);
            DurableFiles.publish(half, folder);
        } finally {
            DurableFiles.deleteTree(half);
        }
        children(folder.getParent()).filter(other -> !other.equals(folder)).forEach(DurableFiles::deleteTree);
    }

    /** Puts the files of the set into another folder. */
    public void give(String key, String set, List<KeptFile> files, Path target) {
        take(folder(key, set), files, target);
    }

    /** Why the set is not what it was when it was kept; empty when every file still has its content. */
    public Optional<String> problem(String key, String set, List<KeptFile> files) {
        Path folder = folder(key, set);
        return files.stream()
                .map(file -> problem(folder.resolve(file.name()), file))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Removes all sets of the key. */
    public void drop(String key) {
        DurableFiles.deleteTree(folder(key));
    }

    /** Removes the sets of keys that nobody knows, such as a killed process leaves. */
    public void sweep(Predicate<String> isKnown) {
        children(root)
                .filter(path -> KEY.matcher(path.getFileName().toString()).matches())
                .filter(path -> !isKnown.test(path.getFileName().toString()))
                .forEach(DurableFiles::deleteTree);
    }

    private static Optional<String> problem(Path path, KeptFile file) {
        try {
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(file.name() + " is gone");
            }
            boolean same = Files.size(path) == file.bytes() && Sha256.hex(path).equals(file.sha256());
            return same ? Optional.empty() : Optional.of(file.name() + " has another content");
        } catch (IOException e) {
            return Optional.of(file.name() + " cannot be read: " + e.getMessage());
        }
    }

    private static void take(Path source, List<KeptFile> files, Path target) {
        try {
            Files.createDirectories(target);
            for (KeptFile file : files) {
                take(source.resolve(file.name()), target.resolve(file.name()));
            }
            DurableFiles.sync(target);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take the files of " + source + ": " + e.getMessage(), e);
        }
    }

    private static void take(Path source, Path target) throws IOException {
        try {
            Files.createLink(target, source);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(source, target);
            DurableFiles.sync(target);
        }
    }

    private static Stream<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    private Path folder(String key, String set) {
        return folder(key).resolve(matching(SET, set));
    }

    private Path folder(String key) {
        return root.resolve(matching(KEY, key));
    }

    private static String matching(Pattern pattern, String name) {
        if (!pattern.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a set of files: " + name);
        }
        return name;
    }
}
