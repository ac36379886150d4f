package io.showrunner.cli;

import io.showrunner.bench.BenchOptions;
import io.showrunner.bench.BenchReport;
import io.showrunner.bench.ClusterReport;
import io.showrunner.bench.EtaReport;
import io.showrunner.bench.FramesReport;
import io.showrunner.bench.IdleReport;
import io.showrunner.config.LoadedSettings;
import java.time.Duration;
import java.util.function.Consumer;

/** What the commands start. The application gives it to {@link Cli}, which stays free of how rooms are wired. */
public interface Engine {

    /**
     * Serves until it is stopped; returns the exit code.
     *
     * @param simulation true when simulated servers stand in, and every document is to say so
     */
    int run(LoadedSettings settings, boolean simulation) throws Exception;

    /** Shows the whole pipeline on simulators; returns the exit code. Everything a person reads goes to {@code view}. */
    int demo(DemoOptions options, ProgressView view) throws Exception;

    /** Runs the benchmark; {@code narrator} is told in a line what is going on. */
    BenchReport bench(BenchOptions options, Consumer<String> narrator) throws Exception;

    /** Runs the benchmark with so many nodes on a broker of their own, each a process. */
    ClusterReport benchCluster(BenchOptions options, int nodes, Consumer<String> narrator) throws Exception;

    /** Holds forecasts against what happens; {@code seed} is that of the scatter of execution times. */
    EtaReport benchEta(BenchOptions options, long seed, Consumer<String> narrator) throws Exception;

    /** Measures what follows the end of a prompt of so many frames, read from the server's output folder or over HTTP. */
    FramesReport benchFrames(BenchOptions options, int frames, boolean shared, Consumer<String> narrator)
            throws Exception;

    /** Measures the application over this time with nothing to do, while so many stories wait. */
    IdleReport benchIdle(BenchOptions options, Duration time, int storiesWaiting, Consumer<String> narrator)
            throws Exception;
}
