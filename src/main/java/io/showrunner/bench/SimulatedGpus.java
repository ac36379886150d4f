package io.showrunner.bench;

import io.showrunner.chaos.ChildProcess;
import io.showrunner.chaos.Executions;
import io.showrunner.chaos.Program;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Simulated ComfyUI servers, all in one process of their own, so that their work is not counted as ours. */
final class SimulatedGpus implements AutoCloseable {
    private static final String MAIN = "io.showrunner.Showrunner";
    private static final String LISTENS = "simulated ComfyUI listening on (http://127\\.0\\.0\\.1:\\d+)";
    private static final Duration START = Duration.ofMinutes(3);

    private final Path folder;
    private final ChildProcess process;
    private final List<URI> urls = new ArrayList<>();

    private SimulatedGpus(Path folder, ChildProcess process) {
        this.folder = folder;
        this.process = process;
    }

    /** Starts them; they answer when this returns. */
    static SimulatedGpus start(Path folder, int count, Duration sceneTime) throws InterruptedException {
        return start(folder, count, sceneTime, List.of("--noise"));
    }

    /** The same with more arguments of the simulator. */
    static SimulatedGpus start(Path folder, int count, Duration sceneTime, List<String> more)
            throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "simulate",
                "comfyui",
                "--port",
                "0",
                "--count",
                Integer.toString(count),
                "--frame-ms",
                Long.toString(sceneTime.toMillis()),
                "--output",
                folder.resolve("output").toString(),
                "--log",
                log(folder).toString()));
        arguments.addAll(more);
        ChildProcess process = ChildProcess.start(
                Program.ofThisProcess(MAIN).command(List.of("-Djava.io.tmpdir=" + folder), arguments),
                folder,
                folder.resolve("simulator.log"));
        SimulatedGpus gpus = new SimulatedGpus(folder, process);
        Runtime.getRuntime().addShutdownHook(new Thread(gpus::close, "stop"));
        try {
            gpus.awaitReady(count);
            return gpus;
        } catch (RuntimeException | InterruptedException e) {
            gpus.close();
            throw e;
        }
    }

    private void awaitReady(int count) throws InterruptedException {
        process.awaitWords(Pattern.compile("(" + LISTENS + "\\s+){" + count + "}"), START);
        Matcher found = Pattern.compile(LISTENS).matcher(process.said());
        while (found.find()) {
            urls.add(URI.create(found.group(1)));
        }
    }

    List<URI> urls() {
        return urls;
    }

    /** What they did, by their own logs. */
    List<GpuRun> runs(Set<String> promptIds) {
        Map<String, Path> logs = new LinkedHashMap<>();
        for (int i = 0; i < urls.size(); i++) {
            Path log = log(folder);
            logs.put("gpu" + i, urls.size() == 1 ? log : log.resolveSibling(log.getFileName() + "." + i));
        }
        return Executions.read(logs).runs().stream()
                .filter(run -> promptIds.contains(run.promptId()) && run.endedAt() != null)
                .map(run -> new GpuRun(run.server(), run.promptId(), run.startedAt(), run.endedAt()))
                .toList();
    }

    /** Processor time that they have taken together. */
    Duration cpu() {
        return process.cpu();
    }

    /** Where the only one of them writes its frames. */
    Path output() {
        return folder.resolve("output");
    }

    private static Path log(Path folder) {
        return folder.resolve("executions.jsonl");
    }

    @Override
    public void close() {
        process.close();
    }
}
