package io.showrunner.simulator.comfyui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The server's three folders; temp is emptied at every start. */
record Folders(Path output, Path input, Path temp) {

    static Folders in(Path output, Path base) {
        try {
            return new Folders(
                    Files.createDirectories(output.toAbsolutePath().normalize()),
                    Files.createDirectories(base.resolve("input")),
                    Files.createDirectories(base.resolve("temp")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the simulator's folders in " + base, e);
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
        try (var files = Files.walk(temp)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(temp)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + temp, e);
        }
    }

    static boolean looksLikeImage(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".png") || lower.endsWith(".jpg") || lower.endsWith(".jpeg") || lower.endsWith(".webp");
    }
}
