package io.showrunner.frames;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.config.Settings.SceneSettings;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Waits until the files of one prompt in a shared folder are complete that no history confirms: a done marker does, or nothing
 * about them changes for a window (Q6, Q7). Both together take at most the time for the done marker. For one thread.
 */
final class FilesAtRest {
    /** A marker is looked for at least this often. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final SharedDirectory directory;
    private final RenderJob job;
    private final RenderReport report;
    private final StabilityWindow window;
    private final TimeLimit limit;
    private boolean marked;
    private String objection;

    FilesAtRest(
            SharedDirectory directory, RenderJob job, RenderReport report, SceneSettings settings, LongSupplier nanos) {
        this.directory = directory;
        this.job = job;
        this.report = report;
        this.window = new StabilityWindow(settings.stabilityWindow(), settings.stabilityRetries(), nanos);
        this.limit = new TimeLimit(settings.doneMarkerTimeout(), nanos);
    }

    /** SETTLED: they may be copied. EXHAUSTED: they must be copied although nothing says that they are complete. */
    Waiting look() throws IOException {
        List<Fingerprint> seen = files();
        if (lookForMarker(seen)) {
            return Waiting.settled();
        }
        Waiting rest = window.look(seen);
        return limit.within(rest.pause().compareTo(LONGEST_PAUSE) <= 0 ? rest : Waiting.of(LONGEST_PAUSE.toNanos()));
    }

    /** Looks once whether a done marker confirms files that the history has confirmed already. */
    void lookForMarker() throws IOException {
        if (directory.hasMarker(job)) {
            lookForMarker(files());
        }
    }

    /** True when a done marker confirms the files. */
    boolean isMarked() {
        return marked;
    }

    /** Why the done marker that lies there was not believed; empty when none does. */
    Optional<String> objection() {
        return Optional.ofNullable(objection);
    }

    /** How those of the files look that are there. */
    List<Fingerprint> files() throws IOException {
        return directory.fingerprints(sources());
    }

    SharedDirectory directory() {
        return directory;
    }

    private boolean lookForMarker(List<Fingerprint> seen) {
        marked = isConfirmed(seen);
        return marked;
    }

    private boolean isConfirmed(List<Fingerprint> seen) {
        int whole = (int) seen.stream().filter(Fingerprint::ends).count();
        try {
            Optional<DoneMarker> marker = directory.marker(job);
            objection = marker.flatMap(found -> DoneMarkers.objection(found, job, report.queueStart(), whole))
                    .orElse(null);
            return marker.isPresent() && objection == null && whole == sources().size();
        } catch (IOException e) {
            objection = e.getMessage();
            return false;
        }
    }

    private List<ServerFile> sources() {
        return report.frames().stream().distinct().toList();
    }
}
