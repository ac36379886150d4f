package io.showrunner.simulator.comfyui;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One {@code bytes=} range of a file; not satisfiable when the text is wrong or the file is shorter. */
record ByteRange(long first, long length) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    static ByteRange parse(String text, long size) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
            return new ByteRange(0, 0);
        }
        if (form.group(1).isEmpty()) {
            long length = Math.min(Long.parseLong(form.group(2)), size);
            return new ByteRange(size - length, length);
        }
        long first = Long.parseLong(form.group(1));
        long last = form.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(form.group(2)), size - 1);
        return new ByteRange(first, Math.max(0, last - first + 1));
    }

    boolean satisfiable() {
        return length > 0;
    }

    String header(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
