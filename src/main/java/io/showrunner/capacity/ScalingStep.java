package io.showrunner.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.showrunner.story.Json;
import java.util.List;

/**
 * What is to be done about the number of servers; as JSON it is what the webhook gets.
 *
 * @param instance the server that it is about; null for a new one
 * @param wanted servers that there should be
 * @param servers that there are
 * @param why one sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScalingStep(
        Action action,
        String instance,
        int wanted,
        int servers,
        Integer backlogScenes,
        Double backlogMinutes,
        String why) {

    /** From nothing to the last step of giving a server up. */
    public enum Action {
        @JsonProperty("none")
        NONE,
        /** Another server is wanted. */
        @JsonProperty("up")
        UP,
        /** A server gets no more scenes. */
        @JsonProperty("drain")
        DRAIN,
        /** It gets scenes again after all. */
        @JsonProperty("resume")
        RESUME,
        /** It has nothing to do any more, and is removed and may be switched off. */
        @JsonProperty("down")
        DOWN
    }

    static ScalingStep none(String why) {
        return new ScalingStep(Action.NONE, null, 0, 0, null, null, why);
    }

    /** True when something is to be done. */
    public boolean isChange() {
        return action != Action.NONE;
    }

    /** What the webhook gets. */
    public String json() {
        return Json.write(this);
    }

    /** What the command gets behind its own arguments: {@code up 3} or {@code down gpu2}. */
    List<String> arguments() {
        return action == Action.UP ? List.of("up", Integer.toString(wanted)) : List.of("down", instance);
    }
}
