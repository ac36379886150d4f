package io.showrunner.cli;

import io.showrunner.chaos.ExecutionLog;
import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.simulator.comfyui.Pace;
import io.showrunner.simulator.comfyui.ServerListener;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "comfyui",
        description = {
            "Serve a ComfyUI without a GPU on loopback until stopped; pictures are drawn.",
            "Killed and started again it has lost its queue and history, and keeps its files, as the real one does."
        })
final class SimulateComfyUiCommand implements Callable<Integer> {
    private final Cli cli;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8188",
            description = "Port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "comfyui-output",
            description = "Where pictures are written (default: ${DEFAULT-VALUE}).")
    private Path output;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Append a JSON line for every prompt that is accepted, started and ended.")
    private Path log;

    @Option(
            names = "--pace",
            paramLabel = "X",
            defaultValue = "1",
            description = "How long work takes, 0 to 1000: 1 is pleasant to watch, 0.1 ten times faster"
                    + " (default: ${DEFAULT-VALUE}).")
    private double pace;

    @Option(
            names = "--fault",
            paramLabel = "FAULT=TEXT",
            description = "What goes wrong with every prompt that contains the text: ${COMPLETION-CANDIDATES}.")
    private Map<SimulatedFault, String> faults = Map.of();

    SimulateComfyUiCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch crashed = new CountDownLatch(1);
        try (ComfyUiSimulator server = start(listener(crashed::countDown))) {
            faults.forEach((fault, text) -> fault.applyTo(server.faults().onPromptContaining(text)));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
            cli.surroundings().out().println("simulated ComfyUI listening on " + server.url());
            crashed.await();
        }
        new ErrorLines(cli.surroundings().err()).print("a prompt took the simulated ComfyUI down");
        return 1;
    }

    private ComfyUiSimulator start(ServerListener listener) {
        ComfyUiOptions options = ComfyUiOptions.builder()
                .port(port)
                .outputDirectory(cli.path(output))
                .pace(scaled())
                .build();
        return ComfyUiSimulator.start(options, listener);
    }

    private Pace scaled() {
        try {
            return Pace.watchable().scaled(pace);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--pace=" + pace + " is not allowed; it must be from 0 to 1000.");
        }
    }

    private ServerListener listener(Runnable crashed) {
        if (log != null) {
            return ExecutionLog.open(cli.path(log), crashed);
        }
        return new ServerListener() {
            @Override
            public void crashed() {
                crashed.run();
            }
        };
    }
}
