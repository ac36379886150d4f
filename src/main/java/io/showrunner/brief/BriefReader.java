package io.showrunner.brief;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reads a brief and checks every value of it: JSON, YAML, or Markdown with front matter, told by the extension. Memory
 * stays bounded by the size limit whatever is thrown at it. What it returns may be used without further checks; what it
 * refuses, it refuses with a {@link BriefRejectedException} that lists all that is wrong. Thread-safe.
 */
public final class BriefReader {
    private static final long LARGEST_LIMIT = 64L << 20;

    private final BriefSchema schema;
    private final BriefRules rules;
    private final DocumentParser parser;
    private final long maxSize;

    /**
     * @param schema {@code config/schemas/brief.schema.json}
     * @param workflows the names of the workflow templates there are now; asked at every brief
     * @param takesKeyframe whether the workflow template of a name starts from a picture
     * @param maxSize bytes of the largest brief, at most 64 MB
     */
    public BriefReader(Path schema, Supplier<Set<String>> workflows, Predicate<String> takesKeyframe, long maxSize) {
        if (maxSize < 1 || maxSize > LARGEST_LIMIT) {
            throw new IllegalArgumentException("maxSize must be from 1 to " + LARGEST_LIMIT + " bytes: " + maxSize);
        }
        this.schema = new BriefSchema(schema);
        this.rules = new BriefRules(workflows, takesKeyframe);
        this.parser = new DocumentParser(maxSize);
        this.maxSize = maxSize;
    }

    /** Reads a brief file; see {@link #open}. */
    public Brief read(Path file) {
        return read(String.valueOf(file.getFileName()), open(file));
    }

    /**
     * The content of a brief file. Links, pipes, folders and files beyond the limit are refused without reading them.
     *
     * @throws UncheckedIOException when the disk fails; the brief itself may be fine
     */
    public byte[] open(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isRegularFile()) {
                throw refused(name, Problem.of("file", kind(found), "it must be a regular file"));
            }
            checkSize(name, found.size());
            try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return content.readNBytes((int) maxSize + 1);
            }
        } catch (AccessDeniedException e) {
            throw refused(name, Problem.of("file", "we must be allowed to read it"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the brief " + Excerpt.of(name) + ": " + e.getMessage(), e);
        }
    }

    /** Reads the content of a brief file of the given name. */
    public Brief read(String fileName, byte[] content) {
        SafeName.refusal(fileName).ifPresent(rule -> {
            throw refused(fileName, Problem.of("file name", Excerpt.quoted(fileName), rule));
        });
        checkSize(fileName, content.length);
        return check(fileName, parse(fileName, Utf8.text(fileName, content)));
    }

    /** Checks a brief that came as JSON already. */
    public Brief readJson(JsonNode content) {
        if (content instanceof ObjectNode brief) {
            return check("the brief", brief);
        }
        throw refused("the brief", Problem.of("content", "it must be one object with the fields of a brief"));
    }

    private ObjectNode parse(String name, String text) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (extension) {
            case "json" -> parser.json(name, text);
            case "yaml", "yml" -> parser.yaml(name, text);
            case "md", "markdown" -> parser.markdown(name, text);
            default ->
                throw refused(
                        name,
                        Problem.of("file name", Excerpt.quoted(name), "it must end in .json, .yaml, .yml or .md"));
        };
    }

    private Brief check(String name, ObjectNode content) {
        BriefNormaliser normaliser = new BriefNormaliser();
        ObjectNode brief = normaliser.normal(content);
        stopAt(name, normaliser.problems());
        stopAt(name, schema.problems(brief));
        stopAt(name, rules.problems(brief));
        return BriefBinder.bind(brief);
    }

    private void checkSize(String name, long size) {
        if (size > maxSize) {
            throw refused(name, Problem.of("file size", size + " bytes", "it must be at most " + maxSize + " bytes"));
        }
        if (size == 0) {
            throw refused(name, Problem.of("file size", "0 bytes", "it must have content"));
        }
    }

    private static String kind(BasicFileAttributes found) {
        return found.isSymbolicLink() ? "a link" : found.isDirectory() ? "a folder" : "a device or pipe";
    }

    private static void stopAt(String name, List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new BriefRejectedException(name, problems);
        }
    }

    private static BriefRejectedException refused(String name, Problem problem) {
        return new BriefRejectedException(name, List.of(problem));
    }
}
