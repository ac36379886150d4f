package io.showrunner.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One prompt, as it was on disk before it was posted: {@code attempts/<dispatch>/job.json}. After a crash it is all
 * that is needed to find the prompt again and follow it.
 *
 * @param attempt 1 for the first attempt that the retry budget counts
 * @param dispatch number of the attempt folder; a re-dispatch raises it without raising {@code attempt}
 * @param promptId our own, a canonical lower-case UUID
 * @param clientId websocket id to which ComfyUI sends the prompt's events; null when it is posted to none
 * @param templateHash SHA-256 of the template that the workflow was made from, hexadecimal
 * @param workflowHash SHA-256 of the patched workflow without the filename prefix, hexadecimal
 * @param framesNode node whose files are the frames; files of other nodes do not count
 * @param filenamePrefix {@code showrunner/<story>/<scene>/<promptId>/frame}
 * @param expectedFrames frames the workflow was asked for
 * @param width pixels; null when the workflow does not say
 * @param height pixels; null when the workflow does not say
 * @param downgrade why it is smaller than it was asked for; null when it is not
 * @param knobs what the workflow was posted with: steps, cfg, checkpoint_svd and so on, as far as its mapping names them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RenderJob(
        String storyId,
        String sceneId,
        int attempt,
        int dispatch,
        String promptId,
        String clientId,
        String instanceId,
        URI instanceUrl,
        BigInteger seed,
        String workflow,
        String templateHash,
        String workflowHash,
        String framesNode,
        String filenamePrefix,
        int expectedFrames,
        Integer width,
        Integer height,
        Downgrade downgrade,
        Map<String, JsonNode> knobs,
        Instant preparedAt)
        implements Correlated {

    /** Stands where a server would, when no server renders the prompt: no server can have this id. */
    public static final String SCENE_CACHE = "scene cache";

    /**
     * A scene that is made smaller than it was asked for, for want of memory (F2).
     *
     * @param profile of the workflow's mapping
     * @param reason one sentence
     * @param width pixels that were asked for; null when nobody said
     * @param height pixels that were asked for; null when nobody said
     * @param frames that were asked for
     */
    public record Downgrade(String profile, String reason, Integer width, Integer height, int frames) {}

    @Override
    public Map<String, String> correlation() {
        return Map.of("storyId", storyId, "sceneId", sceneId, "promptId", promptId, "instance", instanceId);
    }

    /** The same for a person. */
    public String words() {
        return "storyId=" + storyId + " sceneId=" + sceneId + " promptId=" + promptId + " instance=" + instanceId;
    }

    /** True when frames that were rendered before are used again, and no server takes part. */
    @JsonIgnore
    public boolean isReused() {
        return SCENE_CACHE.equals(instanceId);
    }

    /** What is made instead of what was asked for, in words; empty when it is made as asked. */
    public Optional<String> downgraded() {
        return Optional.ofNullable(downgrade)
                .map(asked -> "PRESET_DOWNGRADED: made as " + asked.profile() + " with " + size(width, height)
                        + expectedFrames + " frames instead of " + size(asked.width(), asked.height()) + asked.frames()
                        + " frames: " + asked.reason());
    }

    private static String size(Integer width, Integer height) {
        return width == null ? "" : width + "x" + height + " and ";
    }

    /** A job of before this was written has no knobs. */
    public RenderJob {
        knobs = knobs == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(knobs));
    }
}
