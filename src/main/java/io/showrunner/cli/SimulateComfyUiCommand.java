package io.showrunner.cli;

import io.showrunner.chaos.ExecutionLog;
import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.simulator.comfyui.Pace;
import io.showrunner.simulator.comfyui.Pictures;
import io.showrunner.simulator.comfyui.ServerListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    private static final int MOST = 512;

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
            names = "--frame-ms",
            paramLabel = "T",
            description =
                    "A saved frame takes so many milliseconds, and nothing else takes time; --pace has no effect.")
    private Integer frameMs;

    @Option(
            names = "--noise",
            description = "Save pictures of noise, which take no time to make, instead of drawn ones.")
    private boolean noise;

    @Option(
            names = "--grain",
            description = "Save pictures of grain, which are as large as those of a model: 1 MB at 1024x576.")
    private boolean grain;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Serve N of them from this process, 1 to 512, on ports in a row; each has a folder in DIR and a"
                            + " FILE whose name ends with its number (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--fault",
            paramLabel = "FAULT=TEXT",
            description = "What goes wrong with every prompt that contains the text: ${COMPLETION-CANDIDATES}.")
    private Map<SimulatedFault, String> faults = Map.of();

    @Mixin
    private VariationOptions variation;

    SimulateComfyUiCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws InterruptedException {
        requireAllowed();
        requireVariation();
        CountDownLatch crashed = new CountDownLatch(1);
        List<ComfyUiSimulator> servers = new CopyOnWriteArrayList<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAll(servers), "stop"));
        try {
            for (int number = 0; number < count; number++) {
                ComfyUiSimulator server = start(number, crashed::countDown);
                servers.add(server);
                faults.forEach((fault, text) -> fault.applyTo(server.faults().onPromptContaining(text)));
            }
            servers.forEach(
                    server -> cli.surroundings().out().println("simulated ComfyUI listening on " + server.url()));
            crashed.await();
        } finally {
            closeAll(servers);
        }
        new ErrorLines(cli.surroundings().err()).print("a prompt took the simulated ComfyUI down");
        return 1;
    }

    private void requireAllowed() {
        if (count < 1 || count > MOST) {
            throw wrong("--count=" + count + " is not allowed; it must be from 1 to " + MOST + ".");
        }
        try {
            pace();
        } catch (IllegalArgumentException e) {
            throw frameMs == null
                    ? wrong("--pace=" + pace + " is not allowed; it must be from 0 to 1000.")
                    : wrong("--frame-ms=" + frameMs + " is not allowed; it must not be negative.");
        }
    }

    private void requireVariation() {
        try {
            variation.of(0);
        } catch (IllegalArgumentException e) {
            throw wrong("not allowed: " + e.getMessage() + "; sigma is 0 to 3, slowBy above 0 and at most 1000.");
        }
    }

    private CommandLine.ParameterException wrong(String why) {
        return new CommandLine.ParameterException(spec.commandLine(), why);
    }

    private ComfyUiSimulator start(int number, Runnable crashed) {
        Path folder = cli.path(output);
        ComfyUiOptions options = ComfyUiOptions.builder()
                .port(port == 0 ? 0 : port + number)
                .outputDirectory(count == 1 ? folder : folder.resolve(Integer.toString(number)))
                .pace(pace())
                .pictures(noise ? Pictures.NOISE : grain ? Pictures.GRAIN : Pictures.DRAWN)
                .variation(variation.of(number))
                .build();
        return ComfyUiSimulator.start(options, listener(number, crashed));
    }

    private Pace pace() {
        return frameMs == null ? Pace.watchable().scaled(pace) : Pace.ofFrame(Duration.ofMillis(frameMs));
    }

    private ServerListener listener(int number, Runnable crashed) {
        if (log != null) {
            Path file = cli.path(count == 1 ? log : log.resolveSibling(log.getFileName() + "." + number));
            return ExecutionLog.open(file, crashed);
        }
        return new ServerListener() {
            @Override
            public void crashed() {
                crashed.run();
            }
        };
    }

    private static void closeAll(List<ComfyUiSimulator> servers) {
        servers.forEach(ComfyUiSimulator::close);
    }
}
