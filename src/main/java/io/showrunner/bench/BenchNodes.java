package io.showrunner.bench;

import io.showrunner.chaos.ChildProcess;
import io.showrunner.chaos.Program;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;

/** The nodes of a benchmark: processes with the settings of their home, as people start them. */
final class BenchNodes implements AutoCloseable {
    private static final String MAIN = "io.showrunner.Showrunner";
    private static final Pattern READY = Pattern.compile(" ready inbox=.* http=(http://127\\.0\\.0\\.1:\\d+)/");
    private static final Duration START = Duration.ofMinutes(5);

    private final List<ChildProcess> processes = new ArrayList<>();
    private final List<URI> urls = new ArrayList<>();

    private BenchNodes() {}

    /** Starts them at the same time; all are ready when this returns. */
    static BenchNodes start(BenchOptions options, int nodes, List<URI> servers, URI broker)
            throws InterruptedException {
        BenchNodes cluster = new BenchNodes();
        try {
            for (int number = 1; number <= nodes; number++) {
                cluster.processes.add(launch(options, "node" + number, servers, broker));
            }
            for (ChildProcess process : cluster.processes) {
                cluster.urls.add(URI.create(process.awaitWords(READY, START).group(1)));
            }
            return cluster;
        } catch (RuntimeException | InterruptedException e) {
            cluster.close();
            throw e;
        }
    }

    private static ChildProcess launch(BenchOptions options, String name, List<URI> servers, URI broker) {
        Path folder = options.folder();
        Properties settings = BenchStudio.settings(folder, servers);
        settings.setProperty("showrunner.data", folder.resolve("data-" + name).toString());
        settings.setProperty("showrunner.cluster.node", name);
        settings.setProperty("showrunner.broker.url", broker.toString());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        settings.stringPropertyNames().forEach(key -> command.add("-D" + key + "=" + settings.getProperty(key)));
        command.addAll(Program.ofThisProcess(MAIN).start());
        command.addAll(List.of("run", "--simulation", "--home", options.home().toString()));
        return ChildProcess.start(command, folder, folder.resolve(name + ".log"));
    }

    /** Where the first of them serves. */
    URI first() {
        return urls.get(0);
    }

    /** Processor time of all of them so far. */
    Duration cpu() {
        return processes.stream().map(ChildProcess::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    /** Memory of the largest of them in the machine's RAM, in MB; null where the system does not say. */
    Long largestMb() {
        return processes.stream()
                .map(process -> ProcessMeter.residentMb(Long.toString(process.pid())))
                .filter(Objects::nonNull)
                .max(Long::compare)
                .orElse(null);
    }

    @Override
    public void close() {
        processes.forEach(ChildProcess::close);
    }
}
