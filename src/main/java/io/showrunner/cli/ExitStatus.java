package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the exit code of a command tells; docs/cli.md has the same table. */
enum ExitStatus {
    DONE(0, "done; after --wait or --watch: every story is finished"),
    FAILED(1, "failed or refused, or what was looked at is not as it should be: unhealthy, invalid, not the same"),
    USAGE(2, "wrongly used"),
    NO_SERVER(3, "no Showrunner answers at the address"),
    STORY_FAILED(4, "after --wait or --watch: a story has failed or lacks scenes"),
    STORY_CANCELLED(5, "after --wait or --watch: a story was cancelled, and none has failed"),
    NOT_ENDED(6, "after --timeout: a story has not come to its end yet");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    /** What follows of a failure. */
    static ExitStatus of(Exception failure) {
        return failure instanceof ApiClient.Unreachable ? NO_SERVER : FAILED;
    }

    /** What follows of how stories ended. */
    static ExitStatus of(List<JsonNode> stories) {
        List<String> states =
                stories.stream().map(story -> story.path("state").asText()).toList();
        if (states.contains("FAILED") || states.contains("INCOMPLETE")) {
            return STORY_FAILED;
        }
        if (!stories.stream().allMatch(StoryWatch::isAtItsEnd)) {
            return NOT_ENDED;
        }
        return states.contains("CANCELLED") ? STORY_CANCELLED : DONE;
    }

    /** The first of two that is not well. */
    ExitStatus or(ExitStatus other) {
        return this == DONE ? other : this;
    }

    /** Code and meaning of each, as picocli shows them. */
    static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        for (ExitStatus status : values()) {
            table.put(" " + status.code, status.meaning);
        }
        return table;
    }
}
