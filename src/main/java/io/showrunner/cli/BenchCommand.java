package io.showrunner.cli;

import io.showrunner.bench.BenchOptions;
import io.showrunner.bench.BenchReport;
import io.showrunner.bench.ClusterReport;
import io.showrunner.bench.EtaReport;
import io.showrunner.bench.FramesReport;
import io.showrunner.bench.IdleReport;
import io.showrunner.story.DurableFiles;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description = {
            "Measure what the pipeline costs beside the rendering: real routes, queues and files on simulated GPUs.",
            "Fails unless every scene is published."
        })
final class BenchCommand implements Callable<Integer> {
    private static final int MOST_GPUS = 512;
    private static final int MOST_NODES = 16;
    private static final int MOST_WAITING = 1000;
    private static final int MOST_FRAMES = 100;
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Cli cli;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--gpus",
            paramLabel = "N",
            defaultValue = "4",
            description = "Simulated GPUs, 1 to 512 (default: ${DEFAULT-VALUE}).")
    private int gpus;

    @Option(
            names = "--scenes",
            paramLabel = "N",
            defaultValue = "50",
            description = "Scenes for each GPU, 12000 at most altogether (default: ${DEFAULT-VALUE}).")
    private int scenes;

    @Option(
            names = "--scene-ms",
            paramLabel = "T",
            defaultValue = "500",
            description =
                    "Milliseconds that a simulated GPU takes for a scene of one frame; 0 shows what the pipeline can"
                            + " do (default: ${DEFAULT-VALUE}).")
    private int sceneMs;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "Scenes for each GPU before these, not measured, while Java compiles (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description =
                    "Measure so many nodes on a broker of their own instead, 1 to 16, each a process, as the broker"
                            + " is.")
    private Integer nodes;

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            description = "Measure threads, CPU and memory over this time with nothing to do instead.")
    private Integer idle;

    @Option(
            names = "--waiting",
            paramLabel = "N",
            defaultValue = "0",
            description = "Accepted stories that wait meanwhile, 1000 at most (default: ${DEFAULT-VALUE}).")
    private int waiting;

    @Option(
            names = "--eta",
            description = {
                "Hold forecasts against what happens instead: 200 scenes of two workflows on --gpus simulated GPUs,"
                        + " whose times scatter and double in the middle.",
                "Fails unless 80 to 97 %% end within the time that was forecast for nine of ten."
            })
    private boolean eta;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the scatter of --eta (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--frames",
            paramLabel = "N",
            description = {
                "Measure what follows the end of a prompt instead, with scenes of N frames of 1 MB on one simulated"
                        + " GPU that writes one in --scene-ms; 0 writes all in one burst."
            })
    private Integer frames;

    @Option(
            names = "--shared",
            description = "With --frames: read the server's output folder instead of asking over HTTP.")
    private boolean shared;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "A ComfyUI server to use instead of simulated ones; may be given again.")
    private List<URI> urls = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "bench",
            description = "Where everything is made (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--keep", description = "Keep what was made, to look at it.")
    private boolean keep;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    BenchCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws Exception {
        between("--gpus", gpus, 1, MOST_GPUS);
        if (idle == null) {
            between("--scenes", scenes, 1, BenchOptions.MOST_SCENES / servers());
            between("--warm-up", warmUp, 0, BenchOptions.MOST_SCENES / servers());
        }
        between("--scene-ms", sceneMs, 0, 600_000);
        between("--waiting", waiting, 0, MOST_WAITING);
        refuseIf(eta && (idle != null || !urls.isEmpty()), "--eta uses simulated GPUs; leave --url and --idle out.");
        refuseIf(
                nodes != null && (eta || idle != null || frames != null || !urls.isEmpty()),
                "--nodes uses simulated GPUs and measures nothing else; leave --url, --eta, --frames and --idle out.");
        between("--frames", frames == null ? 1 : frames, 1, MOST_FRAMES);
        between("--nodes", nodes == null ? 1 : nodes, 1, MOST_NODES);
        Path folder = cli.path(out).resolve(RUN.format(Instant.now()));
        BenchOptions options =
                new BenchOptions(cli.home(), folder, urls, servers(), scenes, warmUp, Duration.ofMillis(sceneMs));
        try {
            return measure(options);
        } finally {
            if (!keep) {
                DurableFiles.deleteTree(folder);
            }
        }
    }

    private int measure(BenchOptions options) throws Exception {
        if (nodes != null) {
            return cluster(options);
        }
        if (frames != null) {
            return frames(options);
        }
        if (eta) {
            return forecasts(options);
        }
        return idle == null ? work(options) : rest(options);
    }

    private int cluster(BenchOptions options) throws Exception {
        ClusterReport report = cli.engine().benchCluster(options, nodes, narrator());
        print(report.json(), report.table());
        return report.isComplete() ? 0 : 1;
    }

    private int work(BenchOptions options) throws Exception {
        BenchReport report = cli.engine().bench(options, narrator());
        print(report.json(), report.table());
        return report.isComplete() ? 0 : 1;
    }

    private int forecasts(BenchOptions options) throws Exception {
        EtaReport report = cli.engine().benchEta(options, seed, narrator());
        print(report.json(), report.table());
        return report.isGood() ? 0 : 1;
    }

    private int rest(BenchOptions options) throws Exception {
        IdleReport report = cli.engine().benchIdle(options, Duration.ofSeconds(idle), waiting, narrator());
        print(report.json(), report.table());
        return 0;
    }

    private int frames(BenchOptions options) throws Exception {
        FramesReport report = cli.engine().benchFrames(options, frames, shared, narrator());
        print(report.json(), report.table());
        return report.isComplete() ? 0 : 1;
    }

    private Consumer<String> narrator() {
        return cli.surroundings().err()::println;
    }

    private int servers() {
        return urls.isEmpty() ? gpus : urls.size();
    }

    private void print(String object, Map<String, String> table) {
        PrintStream to = cli.surroundings().out();
        if (json) {
            to.println(object);
        } else {
            table.forEach((name, figure) -> to.printf("%-32s %s%n", name, figure));
        }
    }

    private void between(String option, int value, int least, int most) {
        refuseIf(
                value < least || value > most,
                option + "=" + value + " is not allowed; it must be from " + least + " to " + most + ".");
    }

    private void refuseIf(boolean isWrong, String why) {
        if (isWrong) {
            throw new CommandLine.ParameterException(spec.commandLine(), why);
        }
    }
}
