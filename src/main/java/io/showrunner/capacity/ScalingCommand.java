package io.showrunner.capacity;

import io.showrunner.config.ScalingSettings;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program that starts and stops servers. It gets its arguments as they are, no shell reads them. */
public final class ScalingCommand {
    private final ScalingSettings settings;

    public ScalingCommand(ScalingSettings settings) {
        this.settings = settings;
    }

    /** What is told instead of a program; null when it is a program. */
    public URI webhook() {
        return settings.webhook().orElse(null);
    }

    /**
     * Runs the program to its end; what it prints is its own affair.
     *
     * @throws IOException when it cannot be started, takes too long or ends with another exit code than 0
     */
    public void run(ScalingStep step) throws IOException, InterruptedException {
        List<String> words = Stream.concat(settings.command().stream(), step.arguments().stream())
                .toList();
        Process process = new ProcessBuilder(words)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        if (!ends(process)) {
            throw new IOException(
                    words.get(0) + " took longer than " + settings.timeout().toSeconds() + " s and was ended");
        }
        if (process.exitValue() != 0) {
            throw new IOException(words.get(0) + " ended with exit code " + process.exitValue());
        }
    }

    /** One that does not end in time is ended with all that it started; what it leaves running otherwise is its purpose. */
    private boolean ends(Process process) throws InterruptedException {
        boolean ended = false;
        try {
            ended = process.waitFor(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return ended;
        } finally {
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }
}
