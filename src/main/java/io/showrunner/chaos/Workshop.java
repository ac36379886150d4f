package io.showrunner.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder in which everything of a run lies: a home of its own, the application's three folders, one folder per
 * server, what the processes said, and their temporary files.
 */
final class Workshop {
    private static final String QUICK_TO_START = "-XX:TieredStopAtLevel=1";

    private final Path root;
    private final Program program;

    private Workshop(Path root, Program program) {
        this.root = root;
        this.program = program;
    }

    /** @param home whose routes and shipped settings are used; what is true for that machine only is not */
    static Workshop make(Path root, Path home, Program program) {
        Workshop workshop = new Workshop(root.toAbsolutePath().normalize(), program);
        try {
            for (String name : List.of("home", "inbox", "stories", "data", "logs", "tmp")) {
                Files.createDirectories(workshop.folder(name));
            }
            copy(home.resolve("routes"), workshop.folder("home").resolve("routes"));
            copy(home.resolve("config"), workshop.folder("home").resolve("config"));
            Files.deleteIfExists(workshop.folder("home").resolve("config/local.properties"));
            return workshop;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + root + ": " + e.getMessage(), e);
        }
    }

    Path folder(String name) {
        return root.resolve(name);
    }

    Path root() {
        return root;
    }

    /**
     * Starts a process of the program, which lives too short for the slower of Java's compilers to pay.
     *
     * @param life number of this start, for the name of the log
     * @param options of the Java launcher
     */
    ChildProcess start(String name, int life, List<String> options, List<String> arguments) {
        List<String> java = new ArrayList<>(options);
        java.add(QUICK_TO_START);
        java.add("-Djava.io.tmpdir=" + folder("tmp"));
        Path log = folder("logs").resolve("%s-%04d.log".formatted(name, life));
        return ChildProcess.start(program.command(java, arguments), root, log);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!Files.exists(target)) {
                    Files.copy(file, target);
                }
            }
        }
    }
}
