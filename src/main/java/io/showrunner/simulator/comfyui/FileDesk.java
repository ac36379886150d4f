package io.showrunner.simulator.comfyui;

import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Gives files out of the three folders, and takes images in. A file that is being written is given as it is. */
final class FileDesk {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Folders folders;

    FileDesk(Folders folders) {
        this.folders = folders;
    }

    Reply view(Call call) {
        String filename = call.parameter("filename").orElse("");
        if (!call.query().containsKey("filename")) {
            return Reply.empty(404);
        }
        if (filename.isEmpty()) {
            throw new IllegalArgumentException("string index out of range");
        }
        if (filename.startsWith("/") || filename.contains("..")) {
            return Reply.empty(400);
        }
        Optional<Path> root = folders.ofType(call.parameter("type").orElse("output"));
        if (root.isEmpty()) {
            return Reply.empty(400);
        }
        try {
            Path folder =
                    root.get().resolve(call.parameter("subfolder").orElse("")).normalize();
            if (!folder.startsWith(root.get())) {
                return Reply.empty(403);
            }
            Path file = folder.resolve(Path.of(filename).getFileName());
            return Files.isRegularFile(file) ? send(call, file) : Reply.empty(404);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("embedded null byte", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + filename, e);
        }
    }

    private static Reply send(Call call, Path file) throws IOException {
        if (call.query().containsKey("preview")) {
            return preview(file);
        }
        long size = Files.size(file);
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        long nanos = modified.getEpochSecond() * 1_000_000_000L + modified.getNano();
        String tag = "\"%x-%x\"".formatted(nanos, size);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Disposition", "filename=\"" + file.getFileName() + "\"");
        headers.put("Etag", tag);
        headers.put("Last-Modified", HTTP_DATE.format(modified));
        headers.put("Accept-Ranges", "bytes");
        if (call.header("if-match")
                .filter(wanted -> !wanted.equals(tag) && !wanted.equals("*"))
                .isPresent()) {
            return Reply.empty(412);
        }
        if (call.header("if-none-match").filter(tag::equals).isPresent()) {
            return Reply.empty(304).with(headers);
        }
        Optional<ByteRange> range = call.header("range")
                .filter(asked -> isUnchanged(call, modified))
                .map(text -> ByteRange.parse(text, size));
        if (range.isEmpty()) {
            return Reply.file(200, type(file), new Reply.FilePart(file, 0, size), headers);
        }
        if (!range.get().satisfiable()) {
            return Reply.empty(416).with(Map.of("Content-Range", "bytes */" + size));
        }
        headers.put("Content-Range", range.get().header(size));
        var part = new Reply.FilePart(file, range.get().first(), range.get().length());
        return Reply.file(206, type(file), part, headers);
    }

    /** The server understands only a date in {@code If-Range}; an ETag there counts as nothing, whatever file it is of. */
    private static boolean isUnchanged(Call call, Instant modified) {
        return call.header("if-range")
                .flatMap(FileDesk::date)
                .filter(modified::isAfter)
                .isEmpty();
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(HTTP_DATE.parse(text)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Always JPEG: the JDK writes no WebP. */
    private static Reply preview(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new IllegalArgumentException("cannot identify image file " + file);
        }
        var opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        var graphics = opaque.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(opaque, "jpeg", out);
        return Reply.bytes(200, "image/jpeg", out.toByteArray());
    }

    private static String type(Path file) throws IOException {
        String found = Files.probeContentType(file);
        return found == null ? "application/octet-stream" : found;
    }

    Reply upload(Call call) {
        Call.Upload form = call.upload().orElse(new Call.Upload(Map.of(), Optional.empty(), Buffer.buffer()));
        String type = form.fields().getOrDefault("type", "input");
        Path root = folders.ofType(type)
                .orElseThrow(() -> new IllegalArgumentException("cannot access local variable 'type_dir'"));
        if (form.fileName().filter(name -> !name.isEmpty()).isEmpty()) {
            return Reply.empty(400);
        }
        String subfolder = form.fields().getOrDefault("subfolder", "");
        try {
            Path folder = root.resolve(subfolder).normalize();
            Path file = folder.resolve(form.fileName().get()).normalize();
            if (!file.startsWith(root) || file.equals(root)) {
                return Reply.empty(400);
            }
            Files.createDirectories(file.getParent());
            String overwrite = form.fields().getOrDefault("overwrite", "");
            Path target = overwrite.equals("true") || overwrite.equals("1")
                    ? file
                    : unused(file, form.content().getBytes());
            Files.write(target, form.content().getBytes());
            return Reply.json(
                    200,
                    Wire.object()
                            .put("name", target.getFileName().toString())
                            .put("subfolder", subfolder)
                            .put("type", type));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("embedded null byte", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot store an upload", e);
        }
    }

    /** The name itself when it is free or holds the same bytes, else with a number. */
    private static Path unused(Path file, byte[] content) throws IOException {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        Path candidate = file;
        for (int i = 1; Files.exists(candidate) && !Arrays.equals(Files.readAllBytes(candidate), content); i++) {
            candidate = file.resolveSibling(stem + " (" + i + ")" + extension);
        }
        return candidate;
    }
}
