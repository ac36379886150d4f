package io.showrunner.web.files;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a file that a request asks for, as a {@code Range} header names it (RFC 9110, 14.1). */
record ByteRange(long first, long last) {
    private static final Pattern ONE_RANGE = Pattern.compile("bytes= *([0-9]{0,18}) *- *([0-9]{0,18}) *");

    /** The file has nothing of what is asked for. */
    static final class Beyond extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Empty when the whole file is to be sent: there is no header, or it asks for several parts, or it cannot be read. */
    static Optional<ByteRange> of(String header, long size) throws Beyond {
        Matcher range = ONE_RANGE.matcher(header == null ? "" : header);
        if (!range.matches() || (range.group(1) + range.group(2)).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long length = Long.parseLong(range.group(2));
            return Optional.of(within(length == 0 ? size : Math.max(0, size - length), size - 1, size));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        return last < first ? Optional.empty() : Optional.of(within(first, Math.min(last, size - 1), size));
    }

    private static ByteRange within(long first, long last, long size) throws Beyond {
        if (first >= size) {
            throw new Beyond();
        }
        return new ByteRange(first, last);
    }

    long length() {
        return last - first + 1;
    }

    /** For the {@code Content-Range} header. */
    String of(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
