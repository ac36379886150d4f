package io.showrunner.chaos;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A simulated ComfyUI as a process of its own: killed and started again on the same port and output folder. */
public final class SimulatedServer implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("listening on (http://127\\.0\\.0\\.1:(\\d+))");
    private static final Duration START = Duration.ofMinutes(3);

    private final String name;
    private final Workshop workshop;
    private final List<String> arguments;
    private int port;
    private int lives;
    private ChildProcess process;

    SimulatedServer(String name, Workshop workshop, List<String> arguments) {
        this.name = name;
        this.workshop = workshop;
        this.arguments = List.copyOf(arguments);
    }

    /** Starts it, and returns when it answers; does nothing while it lives. */
    public void start() throws InterruptedException {
        if (isAlive()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(
                "simulate",
                "comfyui",
                "--port",
                Integer.toString(port),
                "--output",
                output().toString(),
                "--log",
                log().toString()));
        command.addAll(arguments);
        process = workshop.start(name, ++lives, List.of(), command);
        port = Integer.parseInt(process.awaitWords(READY, START).group(2));
    }

    /** SIGKILL; its queue and history are gone, a file being written stays half. */
    public void kill() throws InterruptedException {
        if (process != null && process.isAlive()) {
            process.kill();
            ExecutionLog.died(log(), process.pid());
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** How it is called, also in the settings of the application. */
    public String name() {
        return name;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Where it writes pictures. */
    public Path output() {
        return workshop.folder(name).resolve("output");
    }

    Path log() {
        return workshop.folder(name).resolve("executions.jsonl");
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
