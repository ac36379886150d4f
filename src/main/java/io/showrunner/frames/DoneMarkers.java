package io.showrunner.frames;

import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.RenderJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Reads, writes and judges done markers. A marker of another attempt, or from before the prompt, is never trusted. */
public final class DoneMarkers {
    private static final long MAX_BYTES = 64L << 10;

    private DoneMarkers() {}

    /** Writes a marker whole or not at all. */
    public static void write(Path file, DoneMarker marker) {
        DurableFiles.writeJson(file, marker);
    }

    /**
     * Reads the marker that a helper beside ComfyUI left for the prompt; empty while there is none. Its place tells whose
     * marker it is, since every prompt has its own prefix.
     *
     * @throws IOException when it is there and cannot be read as a marker
     */
    public static Optional<DoneMarker> find(Path outputDirectory, RenderJob job) throws IOException {
        Path file = place(outputDirectory, job);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is larger than a done marker may be: at most " + MAX_BYTES + " bytes");
        }
        DoneMarker marker = Json.mapper().readValue(Files.readAllBytes(file), DoneMarker.class);
        return Optional.of(marker.promptId() == null ? marker.about(job.promptId()) : marker);
    }

    /** Where a helper beside ComfyUI leaves the marker of the prompt. */
    static Path place(Path outputDirectory, RenderJob job) {
        return outputDirectory.resolve(job.filenamePrefix() + ".done");
    }

    /** True when there is no {@link #objection} to the marker. */
    public static boolean accepts(DoneMarker marker, RenderJob job, Instant submittedAt, int verifiedCount) {
        return objection(marker, job, submittedAt, verifiedCount).isEmpty();
    }

    /** Why the marker does not prove that this prompt's frames are complete; empty when it does. */
    public static Optional<String> objection(DoneMarker marker, RenderJob job, Instant submittedAt, int verifiedCount) {
        if (!job.promptId().equals(marker.promptId())) {
            return Optional.of("it is about prompt " + marker.promptId());
        }
        if (differs(marker.storyId(), job.storyId()) || differs(marker.sceneId(), job.sceneId())) {
            return Optional.of("it is about " + marker.storyId() + "/" + marker.sceneId());
        }
        if (differs(marker.attempt(), job.attempt())) {
            return Optional.of("it is about attempt " + marker.attempt());
        }
        if (marker.timestamp() == null || marker.timestamp().isBefore(submittedAt)) {
            return Optional.of("its time is " + marker.timestamp() + ", the prompt was posted at " + submittedAt);
        }
        if (!Objects.equals(marker.frameCount(), verifiedCount)) {
            return Optional.of("it counts " + marker.frameCount() + " frames, " + verifiedCount + " were verified");
        }
        return Optional.empty();
    }

    private static boolean differs(Object said, Object actual) {
        return said != null && !said.equals(actual);
    }
}
