package io.showrunner.cli;

import io.showrunner.bench.Bench;
import io.showrunner.bench.BenchOptions;
import io.showrunner.bench.BenchReport;
import io.showrunner.bench.ClusterBench;
import io.showrunner.bench.ClusterReport;
import io.showrunner.bench.EtaBench;
import io.showrunner.bench.EtaReport;
import io.showrunner.bench.FramesBench;
import io.showrunner.bench.FramesReport;
import io.showrunner.bench.IdleBench;
import io.showrunner.bench.IdleReport;
import io.showrunner.config.LoadedSettings;
import io.showrunner.routes.Pipeline;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

/** The application behind the commands: the pipeline as it is for {@code run}, on simulators for {@code demo}. */
public final class Studio implements Engine {

    @Override
    public int run(LoadedSettings settings, boolean simulation) throws Exception {
        Logger log = LoggerFactory.getLogger(Studio.class);
        settings.warnings().forEach(log::warn);
        Pipeline pipeline = simulation ? Pipeline.startSimulation(settings) : Pipeline.start(settings);
        AtomicInteger code = new AtomicInteger();
        CountDownLatch ended = closeAtExit(pipeline);
        pipeline.failure().thenAccept(cause -> {
            code.set(ExitCode.SOFTWARE);
            ended.countDown();
        });
        ended.await();
        return code.get();
    }

    @Override
    public int demo(DemoOptions options, ProgressView view) throws Exception {
        if (options.chaos().isPresent()) {
            return ChaosDemo.show(options, options.chaos().getAsLong(), view) ? 0 : 1;
        }
        try (Demo demo = Demo.start(options, view)) {
            boolean finished = demo.watch();
            if (options.keep()) {
                demo.invite();
                closeAtExit(demo).await();
            }
            return finished ? 0 : 1;
        }
    }

    @Override
    public BenchReport bench(BenchOptions options, Consumer<String> narrator) throws Exception {
        return new Bench(options, narrator).run();
    }

    @Override
    public IdleReport benchIdle(BenchOptions options, Duration time, int storiesWaiting, Consumer<String> narrator)
            throws Exception {
        return new IdleBench(options, narrator).run(time, storiesWaiting);
    }

    @Override
    public ClusterReport benchCluster(BenchOptions options, int nodes, Consumer<String> narrator) throws Exception {
        return new ClusterBench(options, nodes, narrator).run();
    }

    @Override
    public EtaReport benchEta(BenchOptions options, long seed, Consumer<String> narrator) throws Exception {
        return new EtaBench(options, seed, narrator).run();
    }

    @Override
    public FramesReport benchFrames(BenchOptions options, int frames, boolean shared, Consumer<String> narrator)
            throws Exception {
        return new FramesBench(options, frames, shared, narrator).run();
    }

    /** On SIGTERM or Ctrl-C the work at hand is given back before the process ends. */
    private static CountDownLatch closeAtExit(AutoCloseable running) {
        CountDownLatch stopped = new CountDownLatch(1);
        Thread closing = new Thread(
                () -> {
                    try {
                        running.close();
                    } catch (Exception e) {
                        LoggerFactory.getLogger(Studio.class).error("did not stop cleanly: {}", e.getMessage(), e);
                    } finally {
                        stopped.countDown();
                        LogManager.shutdown();
                    }
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(closing);
        return stopped;
    }
}
