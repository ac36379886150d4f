package io.showrunner.routes;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A reply that is read while it arrives, within its time and a number of bytes. Closing it before its end closes its
 * connection.
 */
final class ReplyStream extends FilterInputStream {
    private final OpenReply reply;
    private long left;

    ReplyStream(InputStream in, OpenReply reply, long mostBytes) {
        super(in);
        this.reply = reply;
        this.left = mostBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = readWithin(buffer, from, length);
        if (read < 0) {
            reply.complete();
        } else {
            left -= read;
        }
        if (left < 0) {
            reply.close();
            throw new IOException("the reply has more bytes than it may have");
        }
        return read;
    }

    private int readWithin(byte[] buffer, int from, int length) throws IOException {
        try {
            return super.read(buffer, from, length);
        } catch (IOException e) {
            throw reply.failed(e);
        }
    }

    @Override
    public void close() {
        reply.close();
    }
}
