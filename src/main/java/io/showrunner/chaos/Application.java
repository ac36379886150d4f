package io.showrunner.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The application as a process of its own: killed, stopped, started again on the same folders. */
public final class Application implements AutoCloseable {
    private static final Pattern READY = Pattern.compile(" ready inbox=.* http=(http://127\\.0\\.0\\.1:\\d+)/");
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String name;
    private final Workshop workshop;
    private final Map<String, String> settings;
    private final List<String> javaOptions = new ArrayList<>();
    private int lives;
    private volatile ChildProcess process;
    private volatile URI url;

    /** @param name of its logs */
    Application(String name, Workshop workshop, Map<String, String> settings) {
        this.name = name;
        this.workshop = workshop;
        this.settings = new TreeMap<>(settings);
    }

    /** How its logs are called; the name of a node. */
    public String name() {
        return name;
    }

    /** Sets a setting for the next start. */
    public void set(String key, String value) {
        settings.put(key, value);
    }

    /** Gives the Java launcher an option at every start from now on. */
    public void javaOption(String option) {
        javaOptions.add(option);
    }

    /** Starts it without waiting until it is ready; does nothing while it lives. */
    public void launch() {
        if (isAlive()) {
            return;
        }
        url = null;
        List<String> options = new ArrayList<>(javaOptions);
        settings.forEach((key, value) -> options.add("-D" + key + "=" + value));
        List<String> arguments =
                List.of("run", "--simulation", "--home", workshop.folder("home").toString());
        process = workshop.start(name, ++lives, options, arguments);
    }

    /** Starts it, and returns when it is ready; does nothing while it lives. */
    public void start() throws InterruptedException {
        launch();
        awaitReady();
    }

    /** Waits until it says that it is ready. @throws IllegalStateException when it ends instead */
    public void awaitReady() throws InterruptedException {
        url = URI.create(process.awaitWords(READY, START).group(1));
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        url = null;
        if (process != null) {
            process.kill();
        }
    }

    /** Sends it a signal, such as {@code STOP}. */
    public void signal(String name) throws InterruptedException {
        process.signal(name);
    }

    /** SIGTERM; returns the exit code. @throws IllegalStateException when it does not end in this time */
    public int stop(Duration longest) throws InterruptedException {
        url = null;
        return process.stop(longest);
    }

    /** Waits until it ends by itself; returns the exit code. */
    public int awaitEnd(Duration longest) throws InterruptedException {
        int code = process.awaitEnd(longest);
        url = null;
        return code;
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Starts so far. */
    public int lives() {
        return lives;
    }

    /** All that it has said in this life. */
    public String said() {
        return process.said();
    }

    /**
     * Posts to its HTTP API without a body, as a person would.
     *
     * @return the status of the answer; 0 when there was none
     */
    int post(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(ANSWER)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Where it serves; null while it is not ready. */
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
