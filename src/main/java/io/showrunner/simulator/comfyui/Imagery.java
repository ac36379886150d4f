package io.showrunner.simulator.comfyui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * What flows along LATENT, IMAGE and MASK links: a batch of pictures, not yet drawn.
 *
 * @param video sampled together as a clip, which takes the memory of all frames at once
 */
record Imagery(int width, int height, List<Frame> frames, boolean video) {
    private static final int LARGEST_BATCH = 4_096;

    /**
     * @param index place in the batch it was made in, of {@code count}
     * @param file the picture to copy instead of drawing one
     */
    record Frame(long seed, String text, int index, int count, boolean inverted, Optional<Path> file) {
        Frame mixedWith(Frame other) {
            return new Frame(seed * 31 + other.seed, text, index, count, inverted, file);
        }

        Frame reseeded(long noise) {
            return new Frame(seed * 31 + noise, text, index, count, inverted, file);
        }

        Frame inverse() {
            return new Frame(seed, text, index, count, !inverted, file);
        }
    }

    Imagery {
        if (frames.size() > LARGEST_BATCH) {
            throw new NodeFailure("MemoryError", "Unable to allocate a batch of " + frames.size());
        }
        frames = List.copyOf(frames);
    }

    static Imagery blank(int width, int height, int count, long seed, String text, boolean video) {
        List<Frame> frames = IntStream.range(0, count)
                .mapToObj(index -> new Frame(seed, text, index, count, false, Optional.empty()))
                .toList();
        return new Imagery(width, height, frames, video);
    }

    Imagery sized(int newWidth, int newHeight) {
        return new Imagery(newWidth, newHeight, frames, video);
    }

    Imagery withFrames(List<Frame> newFrames) {
        return new Imagery(width, height, newFrames, video);
    }

    Imagery each(UnaryOperator<Frame> change) {
        return withFrames(frames.stream().map(change).toList());
    }

    String text() {
        return frames.isEmpty() ? "" : frames.get(0).text();
    }
}
