package io.showrunner.frames;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The first and last bytes of a file: enough to tell a PNG that is still being written, without reading it whole.
 *
 * @param starts true when it begins with the signature of a PNG
 * @param ends true when it ends with the end chunk of a PNG
 */
record PngEnds(long size, boolean starts, boolean ends) {

    static PngEnds of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            byte[] head = bytes(channel, 0, PngChunks.HEAD);
            byte[] tail = bytes(channel, Math.max(0, size - PngChunks.TAIL), PngChunks.TAIL);
            return new PngEnds(size, PngChunks.startsLikePng(head), PngChunks.endsLikePng(tail));
        }
    }

    private static byte[] bytes(FileChannel channel, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        long at = position;
        int read = channel.read(buffer, at);
        while (read > 0) {
            at += read;
            read = channel.read(buffer, at);
        }
        return buffer.array();
    }
}
