package io.showrunner;

import io.showrunner.chaos.ChildProcess;
import io.showrunner.chaos.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A real ActiveMQ Artemis in a process of its own, on one port of the loopback address and one folder for all its lives. */
public final class ArtemisProcess implements BrokerProcess {
    private static final Pattern LISTENING = Pattern.compile("(?m)^listening$");
    private static final Pattern STARTED = Pattern.compile("(?m)^started$");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final int port = OwnPort.find();
    private final List<String> options;
    private ChildProcess process;
    private int lives;

    /** A server that is not started yet, with options of {@link ArtemisMain}. */
    public ArtemisProcess(Path folder, String... options) {
        this.folder = folder;
        this.options = List.of(options);
    }

    @Override
    public void start() throws InterruptedException {
        launch();
        awaitListening();
    }

    /** Starts it; a second one of a pair does not listen until the first is gone. */
    void launch() throws InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of(folder.resolve("journal").toString(), Integer.toString(port)));
        arguments.addAll(options);
        List<String> command =
                Program.ofThisProcess(ArtemisMain.class.getName()).command(List.of(), arguments);
        process = ChildProcess.start(command, folder, folder.resolve("artemis-" + port + "-" + ++lives + ".log"));
        process.awaitWords(STARTED, PATIENCE);
    }

    void awaitListening() throws InterruptedException {
        process.awaitWords(LISTENING, PATIENCE);
    }

    @Override
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    public void restart() throws InterruptedException {
        close();
        start();
    }

    @Override
    public void signal(String name) throws InterruptedException {
        process.signal(name);
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
