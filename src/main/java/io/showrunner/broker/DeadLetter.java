package io.showrunner.broker;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * A message that could not be processed, with its cause.
 *
 * @param id the same for the same text in the same queue
 * @param body the message as it was; only its beginning when it is not complete
 * @param complete false when the text was too long to be kept whole; it cannot be sent again then
 * @param priority the JMS priority it had
 * @param storyId the story it is about; null when that cannot be read
 * @param sceneId the scene it is about; null when it is about a story as a whole, or cannot be read
 * @param route where it failed
 * @param causes the failure and what caused it, outermost first, each as {@code Class: message}
 * @param failures how often it failed in a row
 */
public record DeadLetter(
        String id,
        String queue,
        String body,
        boolean complete,
        int priority,
        String storyId,
        String sceneId,
        String route,
        List<String> causes,
        int failures,
        Instant firstFailureAt,
        Instant lastFailureAt) {

    /** By this a broker recognises that this very letter was sent again already; a later letter of the message differs. */
    @JsonIgnore
    public String retryId() {
        return "retry:" + id + ":" + lastFailureAt.toEpochMilli();
    }

    /** What people have to know about the failure. */
    @JsonIgnore
    public String reason() {
        return causes.get(0);
    }

    /** How log lines name what the message is about. */
    @JsonIgnore
    public String subject() {
        return "queue=" + queue + (storyId == null ? "" : " storyId=" + storyId)
                + (sceneId == null ? "" : " sceneId=" + sceneId);
    }
}
