package io.showrunner.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of ours whose output goes to a file. Settings in the environment of this process do not reach it. */
public final class ChildProcess implements AutoCloseable {
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "SystemRoot", "TEMP");
    private static final long LOOK_MILLIS = 20;
    private static final Duration DEATH = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it; what it says goes to the file. */
    public static ChildProcess start(List<String> command, Path folder, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().retainAll(INHERITED);
        try {
            Files.createDirectories(log.getParent());
            Process process = builder.start();
            process.getOutputStream().close();
            return new ChildProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    /** The first match in what the process has said, or says before it ends or the time is over. */
    public Matcher awaitWords(Pattern words, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            boolean alive = process.isAlive();
            Matcher matcher = words.matcher(said());
            if (matcher.find()) {
                return matcher;
            }
            if (!alive || System.nanoTime() > deadline) {
                throw new IllegalStateException((alive
                                ? "the process does not say "
                                : "the process ended with code " + process.exitValue() + " and did not say ")
                        + words + "; see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** All that it has said so far. */
    public String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log + ": " + e.getMessage(), e);
        }
    }

    /** Processor time that it has taken; nothing where the system does not say, or it has ended. */
    public Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Its number in the operating system. */
    public long pid() {
        return process.pid();
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        awaitEnd(DEATH);
    }

    /** Sends it a signal, such as {@code STOP}. */
    public void signal(String name) throws InterruptedException {
        ChildProcess kill =
                start(List.of("kill", "-" + name, Long.toString(pid())), Path.of("."), log.resolveSibling("kill.log"));
        kill.awaitEnd(DEATH);
    }

    /** SIGTERM; returns the exit code. @throws IllegalStateException when the process is still there after this time */
    int stop(Duration longest) throws InterruptedException {
        process.toHandle().destroy();
        awaitEnd(longest);
        return process.exitValue();
    }

    /** The exit code, once the process has ended by itself. */
    int awaitEnd(Duration longest) throws InterruptedException {
        if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the process is still there after " + longest + "; see " + log);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        process.onExit().orTimeout(DEATH.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
