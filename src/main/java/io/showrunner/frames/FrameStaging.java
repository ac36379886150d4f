package io.showrunner.frames;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.frames.FrameProblem.Reason;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where the frames of a prompt lie until all of them are here: {@code attempts/<dispatch>/staging}, under the names they
 * will be published by, in the server's order. A file under its final name is whole, so whoever continues after a crash
 * fetches only what is missing. Thread-safe across prompts, not within one.
 */
public final class FrameStaging {
    /** Frames of one prompt above which it is refused. */
    static final int MAX_FRAMES = 10_000;

    private static final int BUFFER = 1 << 16;

    private final StoryStore store;
    private final FrameTransfers transfers = new FrameTransfers();
    private final CheckedFrames checked = new CheckedFrames();

    public FrameStaging(StoryStore store) {
        this.store = store;
    }

    /** How far the frames are that come over HTTP. */
    FrameTransfers transfers() {
        return transfers;
    }

    /** The staging folder of the prompt. */
    public Path folder(RenderJob job) {
        return Publication.of(store, job).staging();
    }

    /** The frames still to be fetched; none when all are staged or already published. */
    public List<FrameFile> plan(RenderJob job, RenderReport report) {
        if (Publication.of(store, job).isRenamed()) {
            return List.of();
        }
        return expected(folder(job), report).stream()
                .filter(frame -> !Files.exists(frame.target()))
                .toList();
    }

    /**
     * Stages one frame: written beside the target and checked in the same pass, synced, renamed. What was found in it is
     * remembered; what came before its transfer broke off is continued.
     *
     * @param content read to its end and not closed
     * @throws FrameProblem when it is no whole PNG, or larger than {@code maxBytes}
     * @throws IOException when this side cannot keep it; nothing stays behind either way
     */
    public void write(InputStream content, Path target, long maxBytes) throws IOException {
        Files.createDirectories(target.getParent());
        Path temporary = transfers.kept(target).orElseGet(() -> temporary(target));
        boolean kept = false;
        try {
            CheckedFrame frame = copy(content, temporary, target, maxBytes);
            DurableFiles.sync(temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            checked.remember(frame);
        } catch (BrokenTransfer e) {
            kept = transfers.keep(target, temporary);
            throw e;
        } finally {
            if (!kept) {
                Files.deleteIfExists(temporary);
                transfers.forget(target);
            }
        }
    }

    /** Takes a frame over that was staged elsewhere in the folder of the attempt. */
    void adopt(Path staged, Path target) throws IOException {
        Optional<CheckedFrame> known = checked.recall(staged);
        Files.createDirectories(target.getParent());
        Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (known.isPresent()) {
            checked.remember(known.get().at(target));
        }
    }

    /**
     * The same for a frame of usual size.
     *
     * @throws FrameNotKept when it came and cannot be written here
     */
    void stage(InputStream content, Path target) throws FrameProblem {
        try {
            write(content, target, PngCheck.MAX_BYTES);
        } catch (FrameProblem e) {
            throw e;
        } catch (IOException e) {
            throw new FrameNotKept(target, e);
        } catch (UncheckedIOException e) {
            throw new FrameNotKept(target, e.getCause());
        }
    }

    private static Path temporary(Path target) {
        return target.resolveSibling(DurableFiles.TEMPORARY + target.getFileName() + "-" + UUID.randomUUID());
    }

    /**
     * Judges every staged frame; one that this process has not staged is read whole. Bad files are removed, so that {@link #plan} lists them again, and so is whatever
     * is not a frame of this prompt. Frames that a crash left renamed but not announced are read where they are.
     */
    public StagedFrames verified(RenderJob job, RenderReport report) throws IOException {
        Publication publication = Publication.of(store, job);
        boolean renamed = publication.isRenamed();
        List<FrameFile> expected = expected(renamed ? publication.frames() : publication.staging(), report);
        if (!renamed) {
            transfers.forgetAllIn(publication.staging());
            sweep(publication.staging(), expected);
        }
        return check(expected, job, !renamed);
    }

    /**
     * Keeps what was known about the files when they had to be taken although they had not come to rest.
     *
     * @return where it was kept, relative to the story's folder
     */
    public String keepForcedCopyDump(RenderJob job, List<Fingerprint> seen) {
        Path dump = Publication.of(store, job).attempt().resolve("forced-copy.json");
        DurableFiles.writeJson(dump, seen);
        return StoryPaths.relative(store, job.storyId(), dump);
    }

    private StagedFrames check(List<FrameFile> expected, RenderJob job, boolean removeBad) throws IOException {
        List<CheckedFrame> frames = new ArrayList<>();
        List<FrameProblem> problems = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (FrameFile frame : expected) {
            try {
                frames.add(checked(frame.target()).requireSize(job.width(), job.height()));
            } catch (FrameProblem e) {
                if (e.reason() == Reason.MISSING) {
                    missing.add(e.file());
                } else {
                    problems.add(e);
                    if (removeBad) {
                        Files.deleteIfExists(frame.target());
                    }
                }
            }
        }
        return new StagedFrames(frames, problems, missing);
    }

    private CheckedFrame checked(Path file) throws IOException {
        Optional<CheckedFrame> known = checked.recall(file);
        return known.isPresent() ? known.get() : PngCheck.check(file);
    }

    private static List<FrameFile> expected(Path folder, RenderReport report) {
        List<ServerFile> sources = report.frames().stream().distinct().toList();
        if (sources.size() > MAX_FRAMES) {
            throw new IllegalArgumentException("prompt " + report.promptId() + " lists " + sources.size()
                    + " frames; at most " + MAX_FRAMES + " are taken");
        }
        List<FrameFile> frames = new ArrayList<>(sources.size());
        for (ServerFile source : sources) {
            frames.add(new FrameFile(source, folder.resolve("frame_%05d.png".formatted(frames.size() + 1))));
        }
        return frames;
    }

    private static CheckedFrame copy(InputStream content, Path part, Path target, long maxBytes) throws IOException {
        String name = target.getFileName().toString();
        byte[] buffer = new byte[BUFFER];
        try (PngCheck check = PngCheck.begun(target, part);
                OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int read = read(content, buffer, name); read >= 0; read = read(content, buffer, name)) {
                check.take(buffer, read);
                if (check.bytes() > maxBytes) {
                    throw new FrameProblem(name, Reason.TOO_LARGE, "more than " + maxBytes + " bytes");
                }
                out.write(buffer, 0, read);
            }
            return check.end();
        }
    }

    private static int read(InputStream content, byte[] buffer, String name) throws BrokenTransfer {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw new BrokenTransfer(name, e);
        }
    }

    private static void sweep(Path staging, List<FrameFile> expected) throws IOException {
        if (!Files.isDirectory(staging)) {
            return;
        }
        Set<Path> known = new HashSet<>(expected.stream().map(FrameFile::target).toList());
        try (Stream<Path> entries = Files.list(staging)) {
            for (Path entry : entries.filter(path -> !known.contains(path)).toList()) {
                Files.delete(entry);
            }
        }
    }
}
