package io.showrunner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.chaos.ChaosReport;
import io.showrunner.chaos.ChaosRun;
import io.showrunner.chaos.Finding;
import io.showrunner.chaos.ProcessStudio;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random kills of the application, of servers, of both, over many short scenes. {@code -Dchaos.kills=500
 * -Dchaos.scenes=1000 -Dchaos.seed=42} say how much and which; the report is in {@code target/chaos-report.md}.
 */
@Tag("chaos")
class ChaosIT {
    private static final int GPUS = 2;
    private static final double SOME_SECONDS_A_SCENE = 6;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void randomKillsLoseNothingAndRepeatNothing() throws Exception {
        ChaosRun.Plan plan = new ChaosRun.Plan(
                Long.getLong("chaos.seed", new Random().nextInt(1_000_000)),
                Integer.getInteger("chaos.kills", 500),
                Integer.getInteger("chaos.scenes", 1_000));
        PrintStream out = System.out;
        out.println("chaos: " + plan + " in " + folder);
        try (ProcessStudio studio = Studios.of(folder, GPUS, SOME_SECONDS_A_SCENE)) {
            ChaosReport report = new ChaosRun(studio, plan, out::println).run();
            keep(report, out);
            assertThat(report.findings()).allMatch(Finding::holds);
        }
    }

    private static void keep(ChaosReport report, PrintStream out) throws IOException {
        out.println(report.table());
        Files.writeString(Path.of("target/chaos-report.md"), report.table());
    }
}
