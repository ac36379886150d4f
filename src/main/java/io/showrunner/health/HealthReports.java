package io.showrunner.health;

import io.showrunner.story.DurableFiles;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The health report that the application makes by itself (K6): the last one is a file, a changed verdict a line of the log. */
public final class HealthReports {
    private static final Logger LOG = LoggerFactory.getLogger(HealthReports.class);

    private final Supplier<HealthReport> check;
    private final Path file;
    private String last = "";

    /** @param file where the last report is kept, in the form of {@code health --json} */
    public HealthReports(Supplier<HealthReport> check, Path file) {
        this.check = check;
        this.file = file;
    }

    /** Asks everything once. */
    public HealthReport look() {
        return check.get();
    }

    /** Keeps the report in place of the one before. */
    public synchronized void keep(HealthReport report) {
        DurableFiles.writeJson(file, report);
        if (!last.equals(report.overall())) {
            last = report.overall();
            tell(report);
        }
    }

    private void tell(HealthReport report) {
        String parts = "gpu=" + report.gpu().status().word()
                + " llm=" + report.llm().status().word()
                + " comfyui=" + report.comfyUi().status().word()
                + " disk=" + report.disk().status().word();
        if (report.isHealthy()) {
            LOG.info("health={} {}", report.overall(), parts);
        } else {
            LOG.warn("health={} {}", report.overall(), parts);
        }
    }
}
