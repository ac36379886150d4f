package io.showrunner.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads a properties file as {@link Properties} does, and also knows on which line each key stands. UTF-8, at most 1 MB. */
final class PropertyFile {
    private static final int MOST_BYTES = 1 << 20;

    private final String name;
    private final List<String> problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private PropertyFile(String name, List<String> problems) {
        this.name = name;
        this.problems = problems;
    }

    /** The file's entries in its order; what is wrong with the file goes to {@code problems}. */
    static Map<String, Entry> read(String name, InputStream content, List<String> problems) throws IOException {
        PropertyFile file = new PropertyFile(name, problems);
        byte[] bytes = content.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            problems.add(name + ": larger than 1 MB; this is not a file of settings");
            return Map.of();
        }
        try {
            file.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            problems.add(name + ": not UTF-8; save the file in that encoding");
        }
        return file.entries;
    }

    private void parse(String text) {
        String[] lines = text.split("\\r\\n|\\n|\\r", -1);
        for (int i = 0; i < lines.length; i++) {
            int first = i + 1;
            StringBuilder logical = new StringBuilder(lines[i]);
            while (!isComment(lines[first - 1]) && continues(lines[i]) && i + 1 < lines.length) {
                logical.append('\n').append(lines[++i]);
            }
            take(logical.toString(), first);
        }
    }

    private static boolean isComment(String line) {
        return line.stripLeading().startsWith("#") || line.stripLeading().startsWith("!");
    }

    private static boolean continues(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private void take(String logicalLine, int number) {
        Properties one = new Properties();
        String where = name + ":" + number;
        try {
            one.load(new StringReader(logicalLine));
        } catch (IllegalArgumentException | IOException e) {
            problems.add(
                    where + ": cannot be read: " + e.getMessage() + "; write a backslash twice, or use / in a path");
        }
        one.forEach((key, value) -> {
            Entry entry = new Entry((String) key, ((String) value).strip(), where);
            Entry before = entries.put(entry.key(), entry);
            if (before != null) {
                problems.add(entry.problem("set twice, first at " + before.where() + "; remove one of the lines"));
            }
        });
    }
}
