package io.showrunner.writer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.story.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One answer of a language model that is not what was asked for, with what must come of it. The files of {@code
 * llm/bad-answers} have one class each; an entry begins with a line such as {@code === unrecoverable asked=3 SHORTFALL | A |
 * B}, and {@code <U+001B>} stands for a character that an editor would hide.
 *
 * @param kind its class
 * @param name class and number
 * @param recoverable true when nothing more may be asked for
 * @param reason why it cannot be used; null when it can
 * @param asked scenes asked for
 * @param titles of the scenes that must be kept, in their order
 * @param body of the HTTP answer with status 200
 */
record BadAnswer(
        String kind, String name, boolean recoverable, String reason, int asked, List<String> titles, String body) {
    private static final Path FOLDER = Path.of("src/test/resources/llm/bad-answers");
    private static final Pattern HIDDEN = Pattern.compile("<U\\+([0-9A-F]{4})>");

    /** Those written by hand. */
    static Stream<BadAnswer> written() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().flatMap(BadAnswer::entries).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<BadAnswer> entries(Path file) {
        String kind = file.getFileName().toString().replace(".txt", "");
        List<BadAnswer> entries = new ArrayList<>();
        for (String entry : Pattern.compile("^=== ", Pattern.MULTILINE).split(read(file))) {
            if (!entry.isEmpty()) {
                int end = entry.indexOf('\n');
                entries.add(of(kind, entries.size() + 1, entry.substring(0, end), entry.substring(end + 1)));
            }
        }
        return entries.stream();
    }

    private static BadAnswer of(String kind, int number, String head, String text) {
        String[] parts = head.split(" \\| ");
        List<String> words = List.of(parts[0].strip().split(" "));
        List<String> titles = Arrays.asList(parts).subList(1, parts.length);
        boolean recoverable = words.get(0).equals("recoverable");
        int asked = words.stream()
                .filter(word -> word.startsWith("asked="))
                .map(word -> Integer.valueOf(word.substring("asked=".length())))
                .findFirst()
                .orElse(Math.max(1, titles.size()));
        String said = HIDDEN.matcher(text.stripTrailing())
                .replaceAll(
                        hidden -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(hidden.group(1), 16))));
        return new BadAnswer(
                kind,
                kind + " " + number,
                recoverable,
                recoverable ? null : words.get(words.size() - 1),
                asked,
                titles,
                words.contains("body")
                        ? said
                        : body(said, words.contains("reasoning"), words.contains("cut") ? "length" : "stop"));
    }

    /** The body of an answer with these words. */
    static String body(String words, boolean reasoning, String finishReason) {
        ObjectNode body = Json.mapper().createObjectNode();
        ObjectNode choice = body.putArray("choices").addObject().put("finish_reason", finishReason);
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", reasoning ? "" : words)
                .put("reasoning_content", reasoning ? words : null);
        return body.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
