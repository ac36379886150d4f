package io.showrunner.simulator.comfyui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The server's three folders, in a base of their own unless the output folder was given. */
record Folders(Path base, Path output, Path input, Path temp) {
    private static final String PREFIX = "comfyui-simulator-";

    /** @param given where images go; empty for a folder that is deleted with the others */
    static Folders create(Optional<Path> given) {
        try {
            Path base = Files.createTempDirectory(PREFIX);
            Path output = given.orElse(base.resolve("output"));
            return new Folders(
                    base,
                    Files.createDirectories(output.toAbsolutePath().normalize()),
                    Files.createDirectories(base.resolve("input")),
                    Files.createDirectories(base.resolve("temp")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folders of the ComfyUI simulator", e);
        }
    }

    /** The folder of a type; empty for a type the server does not know. */
    Optional<Path> ofType(String type) {
        return switch (type) {
            case "output" -> Optional.of(output);
            case "input" -> Optional.of(input);
            case "temp" -> Optional.of(temp);
            default -> Optional.empty();
        };
    }

    List<String> inputImages() {
        try (var files = Files.list(input)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + input, e);
        }
    }

    void emptyTemp() {
        deleteBelow(temp);
    }

    /** Removes what was made for this simulator. */
    void delete() {
        deleteBelow(base);
    }

    private static void deleteBelow(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder) || folder.getFileName().toString().startsWith(PREFIX)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + folder, e);
        }
    }
}
