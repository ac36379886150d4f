package io.showrunner.frames;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.comfyui.ViewPath;
import io.showrunner.story.RenderJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The frames of one prompt that were staged while it was executed. Each is remembered with its version on the server then:
 * it counts only as long as that has not changed. Looks come one at a time; otherwise thread-safe.
 */
public final class EarlyPrompt {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final RenderJob job;
    private final Path folder;
    private final FrameStaging staging;
    private final String subfolder;
    private final String name;
    private final Pattern fileNames;
    private final Map<ServerFile, Kept> kept = new HashMap<>();
    private Duration pause = SHORTEST_PAUSE;
    private boolean looking;
    private boolean more;
    private boolean closed;

    private record Kept(Path file, String version) {}

    /** @param folder where the frames are staged */
    EarlyPrompt(RenderJob job, Path folder, FrameStaging staging) {
        this.job = job;
        this.folder = folder;
        this.staging = staging;
        int slash = job.filenamePrefix().lastIndexOf('/');
        this.subfolder = job.filenamePrefix().substring(0, Math.max(0, slash));
        this.name = job.filenamePrefix().substring(slash + 1);
        this.fileNames = Pattern.compile(Pattern.quote(name) + "_\\d{5,9}_\\.png");
    }

    /** Begins a look at the server; false while another one is under way. */
    public synchronized boolean beginLook() {
        if (looking || closed) {
            return false;
        }
        looking = true;
        more = true;
        return true;
    }

    /** Ends a look and gives the pause before the next one, which grows while nothing new comes. */
    public synchronized Duration endLook() {
        looking = false;
        Duration now = pause;
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        return now;
    }

    /** True while a look over HTTP goes on: every frame so far was there, and there may be another one. */
    public synchronized boolean wantsMore() {
        return more && !closed && kept.size() < job.expectedFrames();
    }

    /** The query of {@code /view} for the frame that comes next, as SaveImage counts them. */
    public String nextQuery() {
        return ViewPath.query(next());
    }

    /** The server that executes the prompt. */
    public String instanceId() {
        return job.instanceId();
    }

    /** The server's address. */
    public String url() {
        return job.instanceUrl().toString();
    }

    RenderJob job() {
        return job;
    }

    /** Folder of the frames below the server's output folder. */
    String subfolder() {
        return subfolder;
    }

    /** The frame by its name; empty when no frame of this prompt is called so. */
    Optional<ServerFile> named(String filename) {
        return fileNames.matcher(filename).matches() ? Optional.of(file(filename)) : Optional.empty();
    }

    /** The frame that comes next when they come over HTTP. */
    synchronized ServerFile next() {
        return file("%s_%05d_.png".formatted(name, kept.size() + 1));
    }

    /** The frame that was asked for is not there, or not whole. */
    synchronized void notYet() {
        more = false;
    }

    /**
     * Stages a frame, unless the prompt was closed meanwhile.
     *
     * @param version of the file on the server when it was opened
     */
    void keep(ServerFile source, InputStream content, String version) throws IOException {
        Path file = folder.resolve(source.filename());
        staging.write(content, file, PngCheck.MAX_BYTES);
        synchronized (this) {
            if (!closed) {
                kept.put(source, new Kept(file, version));
                pause = SHORTEST_PAUSE;
                return;
            }
        }
        Files.deleteIfExists(file);
    }

    /** The version in which the frame was staged; empty when it was not. */
    synchronized Optional<String> version(ServerFile source) {
        return kept(source).map(Kept::version);
    }

    /** Where the frame is staged, if it is and its version on the server is still the same. */
    synchronized Optional<Path> unchanged(ServerFile source, String version) {
        return kept(source).filter(frame -> frame.version().equals(version)).map(Kept::file);
    }

    /** Nothing is staged any more. */
    synchronized void close() {
        closed = true;
    }

    private Optional<Kept> kept(ServerFile source) {
        return Optional.ofNullable(kept.get(source)).filter(frame -> Files.exists(frame.file()));
    }

    private ServerFile file(String filename) {
        return new ServerFile(filename, subfolder, "output");
    }
}
