package io.showrunner.routes;

import io.showrunner.config.Settings;
import io.showrunner.config.UpkeepSettings.AfterCrash;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.HalfWritten;
import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StageHolds.Cause;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file in the data folder, there from the start of a run to its stop: one that is there at a start tells of a crash. */
final class RunMarker {
    private static final Logger LOG = LoggerFactory.getLogger(RunMarker.class);

    private final Path file;

    private RunMarker(Path file) {
        this.file = file;
    }

    /**
     * Begins a run. After a crash, what it left half-written goes, and work waits for a person if the settings say so. To be
     * called by the one process that owns the data folder.
     */
    static RunMarker begin(Settings settings, StageHolds holds) {
        RunMarker run = new RunMarker(settings.data().resolve("running"));
        if (Files.exists(run.file)) {
            recover(settings, holds);
        } else {
            DurableFiles.write(run.file, "removed when Showrunner stops\n".getBytes(StandardCharsets.UTF_8));
        }
        return run;
    }

    /** Ends a run that was stopped. */
    void end() {
        DurableFiles.delete(file);
    }

    private static void recover(Settings settings, StageHolds holds) {
        int swept = HalfWritten.sweep(
                settings.cluster().isAlone()
                        ? List.of(
                                settings.stories(),
                                settings.data(),
                                settings.inbox().resolve("accepted"),
                                settings.inbox().resolve("rejected"))
                        : List.of(settings.data()));
        LOG.info("the last run ended without a stop; half-written files removed: {}", swept);
        if (settings.upkeep().afterCrash() == AfterCrash.PAUSE) {
            holds.hold(
                    EnumSet.of(Stage.WRITE, Stage.RENDER),
                    Cause.AFTER_CRASH,
                    "the last run ended without a stop (showrunner.start.after-crash=pause): look around, then go on with"
                            + " POST /api/stages/write/resume and POST /api/stages/render/resume");
        }
    }
}
