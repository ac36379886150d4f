package io.showrunner.frames;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.frames.FrameProblem.Reason;
import io.showrunner.story.RenderJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A ComfyUI output folder that this machine can read. A name from the server never leads out of it, not by {@code ..}, not
 * by an absolute path and not by a symbolic link.
 */
public final class SharedDirectory {
    private final Path outputDirectory;

    public SharedDirectory(Path outputDirectory) {
        this.outputDirectory = outputDirectory.toAbsolutePath().normalize();
    }

    /** True when the file is in an output folder at all; previews are not. */
    static boolean holds(ServerFile file) {
        return file.type().equals("output");
    }

    /** False for one on the network that has gone. */
    static boolean isReadable(Path folder) {
        return Files.isDirectory(folder) && Files.isReadable(folder);
    }

    /**
     * Where the file lies.
     *
     * @throws FrameProblem MISSING when it is not there, OUTSIDE when it is not a file of the output folder
     */
    public Path resolve(ServerFile file) throws IOException {
        Path path = inside(file);
        try {
            if (!path.toRealPath().startsWith(outputDirectory.toRealPath())) {
                throw new FrameProblem(nameOf(file), Reason.OUTSIDE, "it is a link");
            }
        } catch (NoSuchFileException e) {
            throw new FrameProblem(nameOf(file), Reason.MISSING, "looked in " + outputDirectory);
        }
        return path;
    }

    /** Opens the file for {@link FrameStaging#write}. */
    public InputStream open(ServerFile file) throws IOException {
        return Files.newInputStream(resolve(file));
    }

    /** How the file looks now; empty while it is not there. */
    public Optional<Fingerprint> fingerprint(ServerFile file) throws IOException {
        try {
            Path path = resolve(file);
            PngEnds ends = PngEnds.of(path);
            return Optional.of(new Fingerprint(
                    nameOf(file),
                    ends.size(),
                    Files.getLastModifiedTime(path).toInstant(),
                    ends.starts() && ends.ends()));
        } catch (FrameProblem e) {
            if (e.reason() == Reason.MISSING) {
                return Optional.empty();
            }
            throw e;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Changes whenever the file does. */
    String version(ServerFile file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(resolve(file), BasicFileAttributes.class);
        return now.lastModifiedTime().to(TimeUnit.NANOSECONDS) + "-" + now.size();
    }

    /** Where a folder of the server's files lies. */
    Path folder(String subfolder) {
        return outputDirectory.resolve(subfolder).normalize();
    }

    /** The whole files in a folder that the filter takes, by name; none when one of them is not whole. */
    List<ServerFile> whole(String subfolder, Function<String, Optional<ServerFile>> filter) throws IOException {
        if (!Files.isDirectory(folder(subfolder))) {
            return List.of();
        }
        List<ServerFile> files;
        try (Stream<Path> entries = Files.list(folder(subfolder))) {
            files = entries.map(entry -> entry.getFileName().toString())
                    .sorted()
                    .flatMap(name -> filter.apply(name).stream())
                    .toList();
        }
        boolean whole = fingerprints(files).stream().filter(Fingerprint::ends).count() == files.size();
        return whole ? files : List.of();
    }

    /** How those of the files look that are there. */
    public List<Fingerprint> fingerprints(List<ServerFile> files) throws IOException {
        List<Fingerprint> seen = new ArrayList<>();
        for (ServerFile file : files) {
            fingerprint(file).ifPresent(seen::add);
        }
        return seen;
    }

    /**
     * The done marker that a helper beside ComfyUI left for the prompt; empty while there is none.
     *
     * @throws IOException when it is there and cannot be read as a marker
     */
    Optional<DoneMarker> marker(RenderJob job) throws IOException {
        return DoneMarkers.find(outputDirectory, job);
    }

    /** True when there is a file in the place of the prompt's done marker. */
    boolean hasMarker(RenderJob job) {
        return Files.exists(DoneMarkers.place(outputDirectory, job));
    }

    private Path inside(ServerFile file) throws FrameProblem {
        if (!holds(file)) {
            throw new FrameProblem(nameOf(file), Reason.OUTSIDE, "it is of type " + file.type());
        }
        if (!isBaseName(file.filename())) {
            throw new FrameProblem(nameOf(file), Reason.OUTSIDE, "its name is not a file name");
        }
        try {
            Path path = outputDirectory
                    .resolve(file.subfolder().replace('\\', '/'))
                    .resolve(file.filename())
                    .normalize();
            if (!path.startsWith(outputDirectory)) {
                throw new FrameProblem(nameOf(file), Reason.OUTSIDE, "its folder is " + file.subfolder());
            }
            return path;
        } catch (InvalidPathException e) {
            throw new FrameProblem(nameOf(file), Reason.OUTSIDE, e.getReason());
        }
    }

    private static boolean isBaseName(String name) {
        return !name.isBlank()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || c < ' ');
    }

    private static String nameOf(ServerFile file) {
        return file.subfolder().isEmpty() ? file.filename() : file.subfolder() + "/" + file.filename();
    }
}
