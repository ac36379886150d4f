package io.showrunner.llm;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;

/** The other way to ask for a story: how many scenes and which seed are posted, and the story itself is the answer. */
public final class DirectJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private DirectJson() {}

    /** The body to post. */
    public static String request(int scenes, long seed) {
        return MAPPER.createObjectNode()
                .put("sceneCount", scenes)
                .put("seed", seed)
                .toString();
    }

    /** Judges one HTTP answer; the parameters are those of {@link ChatReply#of}. */
    public static ChatReply read(int status, String body, String retryAfter, Clock clock) {
        boolean success = status >= 200 && status < 300 && body != null;
        if (!success || body.contains("\"error\"")) {
            return ChatReply.of(status, body, retryAfter, clock);
        }
        return body.isBlank()
                ? new ChatReply.Unusable("the reply is blank", null, null, null, null)
                : new ChatReply.Content(body, false, null, null, null, null);
    }
}
