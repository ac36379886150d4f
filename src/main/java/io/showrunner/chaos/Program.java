package io.showrunner.chaos;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How Showrunner is started as a process of its own.
 *
 * @param start what follows the options of the Java launcher: {@code -jar x.jar}, or class path and main class
 */
public record Program(List<String> start) {
    private static final List<String> SMALL_AND_QUICK =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m", "-Djava.awt.headless=true");

    public Program {
        start = List.copyOf(start);
    }

    /** The packaged application. */
    public static Program ofJar(Path jar) {
        return new Program(List.of("-jar", jar.toAbsolutePath().toString()));
    }

    /** The class path that this process runs from, with the class that has the main method. */
    public static Program ofThisProcess(String main) {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return new Program(List.of("-cp", String.join(File.pathSeparator, entries), main));
    }

    /** The command line with these options of the Java launcher and these arguments of the program. */
    public List<String> command(List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL_AND_QUICK);
        command.addAll(options);
        command.addAll(start);
        command.addAll(arguments);
        return command;
    }
}
