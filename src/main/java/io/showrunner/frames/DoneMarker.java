package io.showrunner.frames;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Locale;

/**
 * The file that says that the frames beside it are complete. Written by us, or by a helper beside ComfyUI, which may leave
 * out everything but the timestamp.
 *
 * @param timestamp when the marker was made
 * @param frameCount frames that it vouches for
 * @param latest time of the newest frame
 * @param attempt as the retry budget counts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.UpperCamelCaseStrategy.class)
public record DoneMarker(
        Instant timestamp,
        Integer frameCount,
        Instant latest,
        String promptId,
        String runId,
        String storyId,
        String sceneId,
        Integer attempt,
        Producer producer) {

    /** Who made the marker: a workflow node, a folder watcher, the server's history, or whoever copied the frames. */
    public enum Producer {
        WORKFLOW,
        SENTINEL,
        HISTORY,
        CONSUMER;

        /** Reads the lower-case word of a marker. */
        @JsonCreator
        public static Producer of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        /** The lower-case word of a marker. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    DoneMarker about(String prompt) {
        return new DoneMarker(timestamp, frameCount, latest, prompt, runId, storyId, sceneId, attempt, producer);
    }
}
