package io.showrunner.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigInteger;

/**
 * What a brief asks of the renderer, the same for all scenes of a story. Null leaves the value to the workflow template.
 *
 * @param workflow name of a template pair in {@code config/workflows/}
 * @param seed base seed 0 to 2^64-1; scenes and attempts derive theirs from it; null lets each story draw its own
 * @param profile fast, standard or cinematic
 * @param cache false renders anew even when the same scene was rendered before
 * @param film the workflow that sets the pictures in motion once a person has approved them; null for a story that is no
 *     storyboard
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RenderRequest(
        String workflow,
        Integer width,
        Integer height,
        Integer fps,
        BigInteger seed,
        String profile,
        boolean cache,
        String film) {

    /** For a story that is no storyboard. */
    public RenderRequest(
            String workflow,
            Integer width,
            Integer height,
            Integer fps,
            BigInteger seed,
            String profile,
            boolean cache) {
        this(workflow, width, height, fps, seed, profile, cache, null);
    }

    /** True when a person looks at one picture of each scene before they become a film. */
    @JsonIgnore
    public boolean isStoryboard() {
        return film != null;
    }
}
