package io.showrunner.film;

import io.showrunner.config.FilmSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs ffmpeg and ffprobe, one at a time. They get their arguments as they are, no shell reads them, and they yield the
 * processor to everybody else where the system can say so. One that takes too long is killed with all that it started, and
 * so is one that runs when the application stops.
 */
public final class Programs {
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final List<String> POLITELY =
            Files.isExecutable(NICE) ? List.of(NICE.toString(), "-n", "10") : List.of();
    private static final Duration TO_DIE = Duration.ofSeconds(5);

    private final FilmSettings settings;
    private final Stopping stopping;
    private volatile Child running;
    private volatile Listener listener = (program, ended, took) -> {};

    public Programs(FilmSettings settings, Stopping stopping) {
        this.settings = settings;
        this.stopping = stopping;
    }

    /** Is told of every run. */
    public interface Listener {
        /**
         * A run came to its end.
         *
         * @param program ffmpeg or ffprobe
         * @param ended well or badly
         */
        void ended(String program, String ended, Duration took);
    }

    /** Tells every run from now on. */
    public void onEnd(Listener told) {
        listener = told;
    }

    /** Kills what runs now; whoever waits for it is told that everything stops. */
    public void stop() {
        Child child = running;
        if (child != null) {
            child.stop();
        }
    }

    Run ffmpeg(Path folder, List<String> arguments) {
        return told("ffmpeg", run(folder, settings.ffmpeg(), arguments));
    }

    Run ffprobe(Path folder, List<String> arguments) {
        return told("ffprobe", run(folder, settings.ffprobe(), arguments));
    }

    private Run told(String program, Run run) {
        listener.ended(program, run.failure() == null ? "well" : "badly", run.took());
        return run;
    }

    private synchronized Run run(Path folder, String program, List<String> arguments) {
        stopping.check();
        long begin = System.nanoTime();
        try (Child child = Child.start(folder, words(program, arguments))) {
            running = child;
            if (stopping.now().getAsBoolean()) {
                child.stop();
            }
            String failure = failure(program, child);
            if (child.isStopped()) {
                throw stopping.thrown().get();
            }
            return new Run(child.output(), failure, since(begin));
        } catch (IOException e) {
            return new Run("", program + " cannot be started: " + e.getMessage(), since(begin));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopping.thrown().get();
        } finally {
            running = null;
        }
    }

    private String failure(String program, Child child) throws InterruptedException {
        if (!child.ends(settings.timeout())) {
            child.kill();
            child.ends(TO_DIE);
            return String.format(
                    Locale.ROOT,
                    "%s took longer than %.1f s and was killed",
                    program,
                    settings.timeout().toMillis() / 1000.0);
        }
        return child.exitCode() == 0
                ? null
                : program + " ended with exit code " + child.exitCode() + ": " + firstLine(child.output());
    }

    private static String firstLine(String output) {
        return output.lines().filter(line -> !line.isBlank()).findFirst().orElse("it said nothing");
    }

    private static List<String> words(String program, List<String> arguments) {
        return Stream.of(POLITELY, List.of(program), arguments)
                .flatMap(List::stream)
                .toList();
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
