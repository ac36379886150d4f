package io.showrunner.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A brief as it is sent. */
final class BriefFile {
    private final Path path;
    private final String contentType;
    private final byte[] content;

    private BriefFile(Path path, String contentType, byte[] content) {
        this.path = path;
        this.contentType = contentType;
        this.content = content;
    }

    Path path() {
        return path;
    }

    String contentType() {
        return contentType;
    }

    byte[] content() {
        return content;
    }

    /** Reads a brief of at most so many bytes. */
    static BriefFile read(Path path, long maxSize) throws IOException {
        return new BriefFile(path, contentType(path), content(path, maxSize));
    }

    private static byte[] content(Path path, long maxSize) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IOException("not a regular file");
        }
        try (InputStream content = Files.newInputStream(path)) {
            byte[] bytes = content.readNBytes((int) Math.min(maxSize + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > maxSize) {
                throw new IOException(
                        "larger than " + maxSize + " bytes, which is the limit (showrunner.brief.max-size)");
            }
            return bytes;
        }
    }

    private static String contentType(Path path) throws IOException {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "json" -> "application/json";
            case "yaml", "yml" -> "application/yaml";
            case "md", "markdown" -> "text/markdown";
            default -> throw new IOException("not a brief: its name must end with .json, .yaml, .yml or .md");
        };
    }

    /** The brief and its pictures as one form. */
    BriefFile with(List<Path> pictures) throws IOException {
        String boundary = UUID.randomUUID().toString();
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        part(form, boundary, path, content);
        for (Path picture : pictures) {
            part(form, boundary, picture, Files.readAllBytes(picture));
        }
        form.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return new BriefFile(path, "multipart/form-data; boundary=" + boundary, form.toByteArray());
    }

    private static void part(ByteArrayOutputStream form, String boundary, Path file, byte[] content) {
        String name = file.getFileName().toString().replaceAll("[\"\\p{Cc}]", "_");
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        form.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        form.writeBytes(content);
        form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
}
