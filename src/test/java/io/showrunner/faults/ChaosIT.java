package io.showrunner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.ArtemisProcess;
import io.showrunner.chaos.ChaosReport;
import io.showrunner.chaos.ChaosRun;
import io.showrunner.chaos.Disturbance;
import io.showrunner.chaos.Finding;
import io.showrunner.chaos.ProcessStudio;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random kills over many short scenes. {@code -Dchaos.kills=500 -Dchaos.scenes=1000 -Dchaos.seed=42} say how much and
 * which; {@code -Dchaos.nodes=3} makes it a cluster. The report is in {@code target/chaos-report.md}.
 */
@Tag("chaos")
class ChaosIT {
    private static final int GPUS = 2;
    private static final int GPUS_OF_A_CLUSTER = 4;
    private static final String NODES = "chaos.nodes";
    private static final double SOME_SECONDS_A_SCENE = 6;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final PrintStream out = System.out;
    private final ChaosRun.Plan plan = new ChaosRun.Plan(
            Long.getLong("chaos.seed", new Random().nextInt(1_000_000)),
            Integer.getInteger("chaos.kills", 500),
            Integer.getInteger("chaos.scenes", 1_000));

    @Test
    @DisabledIfSystemProperty(named = NODES, matches = ".+")
    void randomKillsLoseNothingAndRepeatNothing() throws Exception {
        try (ProcessStudio studio = Studios.of(folder, GPUS, SOME_SECONDS_A_SCENE)) {
            judge(new ChaosRun(studio, plan, out::println));
        }
    }

    /** Each node has a network of its own to the broker. */
    @Test
    @EnabledIfSystemProperty(named = NODES, matches = "\\d+")
    void nodesTheirBrokerAndTheirNetworksFailAndNothingIsLostOrRepeated() throws Exception {
        List<SilentProxy> networks = new ArrayList<>();
        try (ArtemisProcess broker = new ArtemisProcess(folder.resolve("artemis"));
                ProcessStudio studio = Studios.of(folder.resolve("studio"), GPUS_OF_A_CLUSTER, SOME_SECONDS_A_SCENE)) {
            broker.start();
            List<Disturbance> disturbances = new ArrayList<>(List.of(new BrokerRestart(broker)));
            for (int i = 1; i <= Integer.getInteger(NODES); i++) {
                SilentProxy network = new SilentProxy(URI.create(broker.url()), "the network of a node to the broker");
                networks.add(network);
                disturbances.add(network);
                studio.addNode("node" + i, network.url());
            }
            judge(ChaosRun.ofNodes(studio, plan, disturbances, out::println));
        } finally {
            networks.forEach(SilentProxy::close);
        }
    }

    private record BrokerRestart(ArtemisProcess broker) implements Disturbance {
        @Override
        public String kind() {
            return "the broker";
        }

        @Override
        public void begin() {
            broker.close();
        }

        @Override
        public void end() throws InterruptedException {
            broker.start();
        }
    }

    private void judge(ChaosRun run) throws Exception {
        out.println("chaos: " + plan + " in " + folder);
        ChaosReport report = run.run();
        keep(report, out);
        assertThat(report.findings()).allMatch(Finding::holds);
    }

    private static void keep(ChaosReport report, PrintStream out) throws IOException {
        out.println(report.table());
        Files.writeString(Path.of("target/chaos-report.md"), report.table());
    }
}
