package io.showrunner.routes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** A reply that arrives line by line, each line as it may be shown. */
final class KeylessStream extends InputStream {
    private static final int LONGEST_LINE = 2_000_000;

    private final InputStream in;
    private final UnaryOperator<String> shown;
    private byte[] line = {};
    private int at;

    KeylessStream(InputStream in, UnaryOperator<String> shown) {
        this.in = in;
        this.shown = shown;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? line[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, line.length - at);
        System.arraycopy(line, at, buffer, from, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean hasMore() throws IOException {
        if (at == line.length) {
            // one character for each byte, whatever the encoding
            line = shown.apply(nextLine().toString(StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
            at = 0;
        }
        return line.length > 0;
    }

    private ByteArrayOutputStream nextLine() throws IOException {
        ByteArrayOutputStream next = new ByteArrayOutputStream();
        for (int one = in.read(); one >= 0; one = in.read()) {
            next.write(one);
            if (one == '\n') {
                break;
            }
            if (next.size() > LONGEST_LINE) {
                throw new IOException("a line of the reply has more than " + LONGEST_LINE + " bytes");
            }
        }
        return next;
    }
}
