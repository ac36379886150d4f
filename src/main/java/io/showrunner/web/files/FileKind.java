package io.showrunner.web.files;

import java.util.Locale;
import java.util.Map;

/**
 * What a browser is told a file is. The name alone decides, and what is not listed is bytes to be saved, so no file is ever taken
 * for something that can run.
 *
 * @param isShown whether a browser may show it; otherwise it saves it
 */
public record FileKind(String type, boolean isShown) {
    private static final FileKind BYTES = new FileKind("application/octet-stream", false);
    private static final FileKind TEXT = shown("text/plain; charset=utf-8");
    private static final FileKind JSON = shown("application/json");
    private static final Map<String, FileKind> BY_EXTENSION = Map.ofEntries(
            Map.entry("png", shown("image/png")),
            Map.entry("jpg", shown("image/jpeg")),
            Map.entry("jpeg", shown("image/jpeg")),
            Map.entry("webp", shown("image/webp")),
            Map.entry("gif", shown("image/gif")),
            Map.entry("mp4", shown("video/mp4")),
            Map.entry("webm", shown("video/webm")),
            Map.entry("json", JSON),
            Map.entry("done", JSON),
            Map.entry("jsonl", TEXT),
            Map.entry("txt", TEXT),
            Map.entry("md", TEXT),
            Map.entry("html", shown("text/html; charset=utf-8")),
            Map.entry("zip", new FileKind("application/zip", false)));

    private static FileKind shown(String type) {
        return new FileKind(type, true);
    }

    /** By its name. */
    public static FileKind of(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(extension, BYTES);
    }
}
