package io.showrunner.comfyui;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** How a file is asked for with {@code GET /view}, and which names of files are trusted to touch a path of ours. */
public final class ViewPath {
    private static final int LONGEST_NAME_BYTES = 255;
    private static final int LONGEST_FOLDER = 1_024;
    private static final Set<String> TYPES = Set.of("output", "temp", "input");

    private ViewPath() {}

    /**
     * The query of {@code /view}, escaped.
     *
     * @throws IllegalArgumentException when the name of the file cannot be right
     */
    public static String query(ServerFile file) {
        check(file);
        return "filename=" + escape(file.filename()) + "&subfolder=" + escape(file.subfolder()) + "&type="
                + file.type();
    }

    /**
     * Refuses a file whose names could leave the folder they are resolved against.
     *
     * @throws IllegalArgumentException naming the file and the rule
     */
    public static ServerFile check(ServerFile file) {
        String name = file.filename();
        if (!isSafeSegment(name)) {
            throw new IllegalArgumentException("not a file name: " + Lenient.excerpt(name));
        }
        String folder = file.subfolder();
        if (!isSafeFolder(folder)) {
            throw new IllegalArgumentException("not a folder below the output folder: " + Lenient.excerpt(folder));
        }
        if (!TYPES.contains(file.type())) {
            throw new IllegalArgumentException("not a type of file: " + Lenient.excerpt(file.type()));
        }
        return file;
    }

    /** True when {@link #check} refuses nothing about the file. */
    public static boolean isSafe(ServerFile file) {
        return isSafeSegment(file.filename()) && isSafeFolder(file.subfolder()) && TYPES.contains(file.type());
    }

    private static boolean isSafeFolder(String folder) {
        return folder.length() <= LONGEST_FOLDER
                && (folder.isEmpty()
                        || Arrays.stream(folder.split("[/\\\\]", -1)).allMatch(ViewPath::isSafeSegment));
    }

    private static boolean isSafeSegment(String segment) {
        return !segment.isBlank()
                && !segment.equals(".")
                && !segment.equals("..")
                && segment.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME_BYTES
                && segment.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '/' || c == '\\' || c == ':');
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
