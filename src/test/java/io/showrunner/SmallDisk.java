package io.showrunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system of its own, for a test that fills it. Where none can be mounted, the test is skipped. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts it at the folder, which is made. */
    public static SmallDisk mount(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        String refusal = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "showrunner-test", "" + folder);
        assumeTrue(refusal.isEmpty(), () -> "no small disk can be mounted here, which needs root: " + refusal);
        return new SmallDisk(folder);
    }

    /** Fills it up until at most so many bytes are left; others may write meanwhile. */
    public void fill(long left) throws IOException {
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            byte[] block = new byte[4096];
            while (free() > left) {
                ballast.write(block);
            }
        } catch (IOException e) {
            assertThat(free()).as(e.getMessage()).isLessThan(8192);
        }
    }

    /** Takes the ballast away. */
    public void relieve() throws IOException {
        Files.delete(ballast());
    }

    /** Bytes that are free. */
    public long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() throws IOException {
        assertThat(run("umount", "-l", folder.toString())).isEmpty();
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.onExit().join().exitValue();
        return code == 0 ? "" : words + "exit code " + code;
    }
}
