package io.showrunner.routes;

import io.showrunner.config.ApiKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Passes the lines of an event stream on as they come, with stars in place of the key. */
final class KeylessLines extends InputStream {
    private static final int LONGEST = 64 * 1024;

    private final InputStream lines;
    private final ApiKey key;
    private byte[] line = {};
    private int next;

    /** @param lines buffered, since it is read byte by byte */
    KeylessLines(InputStream lines, ApiKey key) {
        this.lines = lines;
        this.key = key;
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : line[next++] & 0xFF;
    }

    /** Never waits for more than one line. */
    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
        if (most == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int length = Math.min(most, line.length - next);
        System.arraycopy(line, next, into, offset, length);
        next += length;
        return length;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private boolean isAtEnd() throws IOException {
        if (next < line.length) {
            return false;
        }
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        for (int each = lines.read(); each >= 0; each = lines.read()) {
            read.write(each);
            if (each == '\n' || read.size() == LONGEST) {
                break;
            }
        }
        // one character for each byte, whatever the encoding
        line = key.hiddenIn(read.toString(StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
        next = 0;
        return line.length == 0;
    }
}
