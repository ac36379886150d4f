package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of a GPU's time, in shares that people read at a glance. */
final class GpuTimeText {
    private static final double PER_CENT = 100;
    private static final double WORTH_SAYING = 0.05;

    private final JsonNode time;

    /** @param time as the HTTP API gives it; may be missing */
    GpuTimeText(JsonNode time) {
        this.time = time;
    }

    JsonNode busy() {
        return time.isObject() ? TextNode.valueOf(share(time.path("busySeconds"))) : time;
    }

    JsonNode now() {
        return time.path("now");
    }

    JsonNode since() {
        Duration wall = Duration.ofSeconds(time.path("wallSeconds").asLong());
        String text = wall.toHours() > 0
                ? wall.toHours() + " h " + wall.toMinutesPart() + " min"
                : wall.toMinutes() + " min " + wall.toSecondsPart() + " s";
        return time.isObject() ? TextNode.valueOf(text) : time;
    }

    /** The causes, the longest first. */
    JsonNode idle() {
        return TextNode.valueOf(time.path("idleSeconds").properties().stream()
                .filter(cause -> shareOf(cause.getValue()) >= WORTH_SAYING)
                .sorted(Comparator.comparingDouble((Map.Entry<String, JsonNode> cause) ->
                                cause.getValue().asDouble())
                        .reversed())
                .map(cause -> cause.getKey() + " " + share(cause.getValue()))
                .collect(Collectors.joining(", ")));
    }

    private String share(JsonNode seconds) {
        return String.format(Locale.ROOT, "%.1f %%", shareOf(seconds));
    }

    private double shareOf(JsonNode seconds) {
        double wall = time.path("wallSeconds").asDouble();
        return wall == 0 ? 0 : PER_CENT * seconds.asDouble() / wall;
    }
}
