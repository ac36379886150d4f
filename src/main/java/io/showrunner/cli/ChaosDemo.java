package io.showrunner.cli;

import io.showrunner.chaos.ChaosReport;
import io.showrunner.chaos.ChaosRun;
import io.showrunner.chaos.Finding;
import io.showrunner.chaos.ProcessStudio;
import io.showrunner.chaos.Program;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.UnaryOperator;

/** The demo under force: real routes in processes that are killed at random, and the invariants at the end. */
final class ChaosDemo {
    private static final String MAIN = "io.showrunner.Showrunner";
    private static final int KILLS = 8;
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private ChaosDemo() {}

    /** True when every invariant holds. */
    static boolean show(DemoOptions options, long seed, ProgressView view) throws InterruptedException {
        Path folder = options.out().resolve("chaos-" + RUN.format(Instant.now()));
        view.line("Showrunner chaos demo: a SIMULATION. The application and its servers run as processes of their own"
                + " and are killed " + KILLS + " times, as by kill -9; seed " + seed + ".");
        view.line("everything lies in " + folder);
        ProcessStudio.Plan plan = new ProcessStudio.Plan(
                folder,
                options.home(),
                Program.ofThisProcess(MAIN),
                options.gpus(),
                List.of("--pace", "6"),
                UnaryOperator.identity());
        try (ProcessStudio studio = ProcessStudio.open(plan)) {
            Runtime.getRuntime().addShutdownHook(new Thread(studio::close, "stop"));
            ChaosReport report =
                    new ChaosRun(studio, new ChaosRun.Plan(seed, KILLS, options.scenes()), view::line).run();
            tell(report, view);
            return report.holds();
        }
    }

    private static void tell(ChaosReport report, ProgressView view) {
        view.line("");
        report.figures().forEach((what, figure) -> view.line("  " + what + ": " + figure));
        view.line("");
        for (Finding finding : report.findings()) {
            view.line((finding.holds() ? "  kept    " : "  BROKEN  ") + finding.promise());
            finding.violations().forEach(violation -> view.line("            " + violation));
        }
        view.line(
                "This was a SIMULATION: a stand-in wrote the words, and the pictures are drawn, not rendered by a GPU.");
    }
}
