package io.showrunner.cluster;

import io.showrunner.chaos.ChildProcess;
import io.showrunner.chaos.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Another process that holds some locks until it is killed: the locks of one process say nothing about those of two. */
public final class LockHolder implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChildProcess process;

    /** Starts it, and returns when it holds the locks. */
    public LockHolder(Path folder, Path file, String... names) throws InterruptedException {
        List<String> command = Program.ofThisProcess(LockHolder.class.getName())
                .command(List.of(), List.of(file.toString(), String.join(",", names)));
        process = ChildProcess.start(command, folder, folder.resolve("holder.log"));
        process.awaitWords(Pattern.compile("(?m)^holding$"), PATIENCE);
    }

    /** SIGKILL. */
    public void kill() {
        process.close();
    }

    @Override
    public void close() {
        kill();
    }

    /** The process itself: the file, the names. */
    public static void main(String[] arguments) throws InterruptedException {
        SharedLocks locks = new SharedLocks(Path.of(arguments[0]));
        if (List.of(arguments[1].split(",")).stream()
                .allMatch(name -> locks.tryTake(name).isPresent())) {
            System.out.println("holding");
        }
        Thread.currentThread().join();
    }
}
