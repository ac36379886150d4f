package io.showrunner.film;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of ours and the beginning of what it prints; closed, it is dead with all that it started. */
final class Child implements AutoCloseable {
    private static final int MOST_OUTPUT = 1 << 16;
    private static final long LAST_WORDS_MILLIS = 1_000;

    private final Process process;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Thread reader;
    private volatile boolean stopped;

    private Child(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "output-of-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    static Child start(Path folder, List<String> words) throws IOException {
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        return new Child(process);
    }

    /** Kills it, because everything stops. */
    void stop() {
        stopped = true;
        kill();
    }

    boolean isStopped() {
        return stopped;
    }

    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** False when it has not come to its end after so long. */
    boolean ends(Duration longest) throws InterruptedException {
        return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    /** What it printed, as far as it is kept. */
    String output() throws InterruptedException {
        reader.join(LAST_WORDS_MILLIS);
        synchronized (output) {
            return output.toString(StandardCharsets.UTF_8);
        }
    }

    /** All of it is read, so that the process never waits, and little of it is kept. */
    private void read() {
        byte[] buffer = new byte[8192];
        try (InputStream in = process.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                synchronized (output) {
                    output.write(buffer, 0, Math.min(read, MOST_OUTPUT - output.size()));
                }
            }
        } catch (IOException e) {
            keep("its output broke off: " + e.getMessage());
        }
    }

    private void keep(String sentence) {
        synchronized (output) {
            output.writeBytes(sentence.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
