package io.showrunner.frames;

import io.showrunner.config.Settings.SceneSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What is said about the way of a prompt's frames to their staging folder. */
final class HaulNotes {
    private final SceneSettings settings;
    private final FrameStaging staging;
    private final Clock clock;

    HaulNotes(SceneSettings settings, FrameStaging staging, Clock clock) {
        this.settings = settings;
        this.staging = staging;
        this.clock = clock;
    }

    CollectNotes of(FrameHaul haul) throws IOException {
        List<String> notes = new ArrayList<>();
        String dump = null;
        if (haul.vanished != null) {
            notes.add("OUTPUT_FOLDER_GONE: " + haul.vanished + " of instance " + haul.instanceId()
                    + " cannot be read, so the frames came over HTTP; see whether it is mounted");
        }
        if (haul.forced) {
            dump = staging.keepForcedCopyDump(haul.job, haul.rest.files());
            notes.add("FORCED_COPY: no done marker came and the files had not come to rest after "
                    + settings.stabilityRetries() + " windows of "
                    + settings.stabilityWindow().toSeconds() + " s, "
                    + settings.doneMarkerTimeout().toSeconds() + " s at most; see " + dump);
        }
        if (haul.timedOut) {
            notes.add("POST_EXECUTION_TIMEOUT: frames were missing "
                    + settings.postExecutionTimeout().toSeconds() + " s after the end of the execution; last "
                    + haul.lastMiss);
        }
        if (haul.overtime) {
            notes.add("FRAME_WAIT_TIMEOUT: frames were missing after "
                    + settings.frameWaitTimeout().toSeconds() + " s of fetching; last " + haul.lastMiss);
        }
        return new CollectNotes(
                haul.isShared() && haul.rest.isMarked(),
                haul.markerWait == null ? haul.sinceEnd(clock.instant()) : haul.markerWait,
                haul.forced,
                dump,
                haul.timedOut,
                haul.warnings(),
                notes);
    }
}
