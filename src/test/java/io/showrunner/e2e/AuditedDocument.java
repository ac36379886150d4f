package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A JSON document, or a part of one, that remembers which of its values were compared with something. */
final class AuditedDocument {
    /** So long after a server's log the application has noted the same, on a busy machine. */
    static final Duration SOON = Duration.ofSeconds(15);

    /** Of seconds with one decimal, and of two that are compared. */
    static final double ROUNDING = 0.06;

    private final JsonNode root;
    private final String prefix;
    private final Set<String> compared;

    AuditedDocument(JsonNode root) {
        this(root, "", new TreeSet<>());
    }

    private AuditedDocument(JsonNode root, String prefix, Set<String> compared) {
        this.root = root;
        this.prefix = prefix;
        this.compared = compared;
    }

    /** What lies below the path, such as {@code /Scenes/0}; comparing there counts here. */
    AuditedDocument part(String path) {
        return new AuditedDocument(root, prefix + path, compared);
    }

    /** How many entries the list or object has; an empty one is a value by itself. */
    int size(String path) {
        JsonNode list = value(path);
        assertThat(list.isContainerNode()).as(name(path)).isTrue();
        return list.size();
    }

    void is(String path, Object expected) {
        JsonNode value = value(path);
        Object found = value.isNull() ? null : value.isTextual() ? value.asText() : value;
        if (expected instanceof Number number) {
            assertThat(value.isNumber()).as(name(path)).isTrue();
            assertThat(value.decimalValue()).as(name(path)).isEqualByComparingTo(number.toString());
        } else if (expected instanceof Boolean) {
            assertThat(value.isBoolean() ? value.booleanValue() : found)
                    .as(name(path))
                    .isEqualTo(expected);
        } else {
            assertThat(found).as(name(path)).isEqualTo(expected);
        }
    }

    void isNear(String path, double expected, double tolerance) {
        assertThat(value(path).isNumber()).as(name(path)).isTrue();
        assertThat(value(path).asDouble()).as(name(path)).isCloseTo(expected, within(tolerance));
    }

    void isBetween(String path, double least, double most) {
        assertThat(value(path).isNumber()).as(name(path)).isTrue();
        assertThat(value(path).asDouble()).as(name(path)).isBetween(least, most);
    }

    /** Between the first time and that long after the last one. */
    void isTime(String path, Instant first, Instant last, Duration tolerance) {
        assertThat(value(path).isTextual()).as(name(path)).isTrue();
        assertThat(Instant.parse(value(path).asText())).as(name(path)).isBetween(first, last.plus(tolerance));
    }

    void contains(String path, String words) {
        assertThat(value(path).asText()).as(name(path)).contains(words);
    }

    void isOneOf(String path, List<Long> expected) {
        assertThat(expected).as(name(path)).contains(value(path).asLong());
    }

    /** Unknown, and one of the texts says why. */
    void isUnknown(String path, JsonNode texts, String why) {
        is(path, null);
        assertThat(texts.toString()).as("why " + name(path) + " is null").contains(why);
    }

    /** Every text of the list has all of these words in this order of texts; no text is left over. */
    void texts(String path, String... beginnings) {
        assertThat(size(path)).as(name(path) + " " + value(path)).isEqualTo(beginnings.length);
        for (int i = 0; i < beginnings.length; i++) {
            assertThat(value(path + "/" + i).asText()).as(name(path)).startsWith(beginnings[i]);
        }
    }

    /** The value; it is taken as compared. */
    JsonNode value(String path) {
        JsonNode value = root.at(prefix + path);
        assertThat(value.isMissingNode()).as("missing: " + name(path)).isFalse();
        compared.add(prefix + path);
        return value;
    }

    /** Everything below the path, as one value. */
    JsonNode whole(String path) {
        JsonNode value = value(path);
        leaves(prefix + path, value).forEach(compared::add);
        return value;
    }

    /** The paths of all values that nobody looked at. */
    List<String> uncompared() {
        return leaves("", root).filter(path -> !compared.contains(path)).toList();
    }

    private static Stream<String> leaves(String path, JsonNode node) {
        if (!node.isContainerNode() || node.isEmpty()) {
            return Stream.of(path);
        }
        return node.isObject()
                ? node.properties().stream().flatMap(field -> leaves(path + "/" + field.getKey(), field.getValue()))
                : Stream.iterate(0, i -> i < node.size(), i -> i + 1).flatMap(i -> leaves(path + "/" + i, node.get(i)));
    }

    private String name(String path) {
        return prefix + path;
    }
}
