package io.showrunner.faults;

import io.showrunner.chaos.ProcessStudio;
import io.showrunner.chaos.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What Java keeps of the packaged application's classes beside the jar, so that each start after the first takes half of the
 * processor time. Made once for each jar, by one start of it; processes that run these tests wait for each other.
 */
final class ClassArchive {
    private static final Duration LONGEST_STOP = Duration.ofMinutes(2);

    private final Path jar;
    private final Path archive;

    private ClassArchive(Path jar) {
        this.jar = jar;
        archive = jar.resolveSibling("showrunner.jsa");
    }

    /** The application, started with its archive. */
    static Program programOf(Path jar) throws InterruptedException {
        try {
            return new ClassArchive(jar.toAbsolutePath()).program();
        } catch (IOException e) {
            throw new UncheckedIOException("no class archive for " + jar + ": " + e.getMessage(), e);
        }
    }

    private Program program() throws IOException, InterruptedException {
        Path lock = archive.resolveSibling(archive.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            if (!isOfThisJar()) {
                make();
            }
        }
        return new Program(List.of("-XX:SharedArchiveFile=" + archive, "-jar", jar.toString()));
    }

    /** Java takes no archive of a jar that has changed since. */
    private boolean isOfThisJar() throws IOException {
        return Files.exists(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
    }

    private void make() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(jar.getParent(), "class-archive-");
        Path made = folder.resolve("made.jsa");
        try (ProcessStudio studio = ProcessStudio.open(new ProcessStudio.Plan(
                folder, Path.of("."), Program.ofJar(jar), 1, List.of("--pace", "1"), UnaryOperator.identity()))) {
            studio.application().javaOption("-XX:ArchiveClassesAtExit=" + made);
            studio.application().start();
            studio.drop("classes", 1);
            studio.awaitOver("classes", Studios.PATIENCE);
            studio.application().stop(LONGEST_STOP);
        }
        Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
