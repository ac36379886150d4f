package io.showrunner.cli;

import io.showrunner.bench.BenchOptions;
import io.showrunner.bench.BenchReport;
import io.showrunner.bench.ClusterReport;
import io.showrunner.bench.EtaReport;
import io.showrunner.bench.FramesReport;
import io.showrunner.bench.IdleReport;
import io.showrunner.config.LoadedSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Uses the command line as a person does, in a home of its own, with an engine that only remembers. */
final class CommandLineUse implements Engine {
    final Path home;
    final Map<String, String> environment = new TreeMap<>();
    final Properties system = new Properties();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    LoadedSettings ran;
    DemoOptions shown;
    Exception failure;

    CommandLineUse(Path folder) throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(home.resolve("routes"));
        Files.createDirectories(home.resolve("config/schemas"));
        Files.copy(Path.of("config/schemas/brief.schema.json"), home.resolve("config/schemas/brief.schema.json"));
    }

    int type(String... arguments) {
        return typeIn(home, arguments);
    }

    int typeIn(Path current, String... arguments) {
        out.reset();
        err.reset();
        return Cli.execute(
                this,
                new Surroundings(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment,
                        system,
                        current,
                        null,
                        false),
                arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public int run(LoadedSettings settings, boolean simulation) throws Exception {
        ran = settings;
        if (failure != null) {
            throw failure;
        }
        return 0;
    }

    @Override
    public BenchReport bench(BenchOptions options, Consumer<String> narrator) {
        throw new UnsupportedOperationException("no command is measured here");
    }

    @Override
    public IdleReport benchIdle(BenchOptions options, Duration time, int storiesWaiting, Consumer<String> narrator) {
        throw new UnsupportedOperationException("no command is measured here");
    }

    @Override
    public ClusterReport benchCluster(BenchOptions options, int nodes, Consumer<String> narrator) {
        throw new UnsupportedOperationException("bench --nodes");
    }

    @Override
    public FramesReport benchFrames(BenchOptions options, int frames, boolean shared, Consumer<String> narrator) {
        throw new UnsupportedOperationException("no command is measured here");
    }

    @Override
    public EtaReport benchEta(BenchOptions options, long seed, Consumer<String> narrator) {
        throw new UnsupportedOperationException("no command is measured here");
    }

    @Override
    public int demo(DemoOptions options, ProgressView view) {
        shown = options;
        view.line("a simulation");
        return 0;
    }
}
