package io.showrunner.llm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads server-sent events while they arrive. Lines end with LF, CR LF or CR; comments, names and numbers of events are
 * passed over. What servers send in place of an event counts as one: a bare line of JSON, and an {@code error:} field. Not
 * thread-safe.
 */
final class EventReader {
    private static final int LONGEST = 2_000_000;

    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private int from;
    private int to;
    private boolean afterCarriageReturn;

    EventReader(InputStream in) {
        this.in = in;
    }

    /**
     * The data of the next event, as soon as it is there; empty at the end.
     *
     * @throws IOException when the connection breaks, or an event is longer than any reply may be
     */
    Optional<String> next() throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = line(); line != null; line = line()) {
            if (data.isEmpty() && line.startsWith("{")) {
                return Optional.of(line);
            }
            if (line.isEmpty() && !data.isEmpty()) {
                break;
            }
            append(line, data);
        }
        return data.isEmpty() ? Optional.empty() : Optional.of(data.toString());
    }

    private static void append(String line, StringBuilder data) throws IOException {
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        if (!field.equals("data") && !field.equals("error")) {
            return;
        }
        String rest = line.substring(Math.min(line.length(), field.length() + 1));
        String value = rest.startsWith(" ") ? rest.substring(1) : rest;
        data.append(data.isEmpty() ? "" : "\n").append(field.equals("data") ? value : "{\"error\":" + value + "}");
        requireShort(data.length());
    }

    /** The next line without its end; null at the end of the stream. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = read(); next >= 0; next = read()) {
            boolean endsBefore = next == '\n' && afterCarriageReturn;
            afterCarriageReturn = next == '\r';
            if (endsBefore) {
                continue;
            }
            if (next == '\n' || next == '\r') {
                return text(line);
            }
            line.write(next);
            requireShort(line.size());
        }
        return line.size() == 0 ? null : text(line);
    }

    private static String text(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private int read() throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
            to = Math.max(0, in.read(buffer));
        }
        return from < to ? buffer[from++] & 0xFF : -1;
    }

    private static void requireShort(int length) throws IOException {
        if (length > LONGEST) {
            throw new IOException("an event of the reply has more than " + LONGEST + " bytes");
        }
    }
}
