package io.showrunner.simulator.comfyui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/** Writes the files of one save, each in place and in two parts: a reader can see half a file. */
final class FrameWriter {
    private final RunContext context;
    private final String nodeId;
    private final SaveTarget target;

    FrameWriter(NodeCall call, SaveTarget target) {
        this.context = call.context();
        this.nodeId = call.id();
        this.target = target;
    }

    /**
     * Takes as long as the pace says, making the file included; returns its name.
     *
     * @param count how many files this save has
     */
    String write(int index, int count, Supplier<byte[]> content, Duration pace) throws InterruptedException {
        long started = System.nanoTime();
        PromptScript script = context.script();
        if (script.isDiskFull(nodeId, index, count)) {
            throw new NodeFailure("OSError", "[Errno 28] No space left on device");
        }
        String name = target.fileName(index);
        Path file = target.folder().resolve(name);
        if (!script.isMissing(index, count)) {
            byte[] png = content.get();
            put(file, png, script.file(index, count), rest(pace, started).dividedBy(2));
            context.written().add(context.folders().output().relativize(file).toString());
        }
        context.work(rest(pace, started));
        return name;
    }

    /** What is left of the pace, as unscaled time. */
    private Duration rest(Duration pace, long started) {
        double scale = context.pace().scale() * context.script().slowness();
        if (scale == 0) {
            return Duration.ZERO;
        }
        long spent = (long) ((System.nanoTime() - started) / scale);
        return Duration.ofNanos(Math.max(0, pace.toNanos() - spent));
    }

    private void put(Path file, byte[] png, PromptScript.LastFile how, Duration between) throws InterruptedException {
        int half = png.length / 2;
        Duration later = context.script().lateBy();
        switch (how) {
            case WHOLE -> inTwoParts(file, png, between);
            case LATE -> context.later().after(later, () -> append(file, png));
            case GROWING -> {
                append(file, Arrays.copyOf(png, half));
                context.later().after(later, () -> append(file, Arrays.copyOfRange(png, half, png.length)));
            }
            case TRUNCATED -> append(file, Arrays.copyOf(png, half));
            case EMPTY -> append(file, new byte[0]);
        }
    }

    private void inTwoParts(Path file, byte[] png, Duration between) throws InterruptedException {
        int half = png.length / 2;
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(png, 0, half));
            context.work(between);
            channel.write(ByteBuffer.wrap(png, half, png.length - half));
        } catch (ClosedByInterruptException e) {
            throw killed(e);
        } catch (IOException e) {
            throw new NodeFailure("OSError", "[Errno 5] " + e.getMessage());
        }
    }

    private static InterruptedException killed(ClosedByInterruptException cause) {
        var killed = new InterruptedException("killed while writing");
        killed.initCause(cause);
        return killed;
    }

    private static void append(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
