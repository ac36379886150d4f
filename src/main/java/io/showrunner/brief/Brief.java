package io.showrunner.brief;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.showrunner.story.Priority;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a person asks for. {@link BriefReader} has checked every value; null means that the brief does not say, and
 * settings or templates decide. Lists and maps are empty rather than null. The comment on a component gives its range.
 *
 * @param briefId the sender's own id, which makes sending again harmless
 * @param premise 20 to 2000 characters
 * @param sceneCount 1 to 12
 * @param framesPerScene 1 to 100
 * @param width in pixels, a multiple of 8
 * @param height in pixels, a multiple of 8
 * @param fps frames per second of the motion model
 * @param seed 0 to 2^64-1
 * @param negativePrompt appended to the default one
 * @param keyframes one picture per scene, in scene order: a relative path below the home or the inbox
 * @param profile {@code fast}, {@code standard} or {@code cinematic}
 * @param workflow name of a template pair in {@code config/workflows/}
 * @param scenes the user's own scenes, in story order; what they leave out is written for them
 * @param cache false writes and renders anew what was written and rendered before
 * @param approval true when a person looks at the scenes before they are rendered; null leaves that to the settings
 * @param storyboard true when one picture of each scene is drawn first, and becomes a film once a person approves it; null
 *     means no
 * @param deadline when the story is wanted
 * @param callbackUrl told when the story is done
 * @param labels free words for the sender's own bookkeeping
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Brief(
        String briefId,
        String title,
        String premise,
        String genre,
        String mood,
        String visualStyle,
        String directorsVision,
        List<Character> characters,
        int sceneCount,
        Integer framesPerScene,
        Integer width,
        Integer height,
        Integer fps,
        BigInteger seed,
        String negativePrompt,
        Priority priority,
        List<String> keyframes,
        String profile,
        String workflow,
        List<BriefScene> scenes,
        boolean cache,
        Boolean approval,
        Boolean storyboard,
        Instant deadline,
        URI callbackUrl,
        Map<String, String> labels) {

    public Brief {
        characters = characters == null ? List.of() : List.copyOf(characters);
        priority = priority == null ? Priority.NORMAL : priority;
        keyframes = keyframes == null ? List.of() : List.copyOf(keyframes);
        scenes = scenes == null ? List.of() : List.copyOf(scenes);
        labels = labels == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** True when its pictures are drawn first, and become a film once a person approves them. */
    public boolean wantsStoryboard() {
        return Boolean.TRUE.equals(storyboard);
    }

    /** The same brief with each of its pictures renamed. */
    public Brief withKeyframes(UnaryOperator<String> rename) {
        return new Brief(
                briefId,
                title,
                premise,
                genre,
                mood,
                visualStyle,
                directorsVision,
                characters,
                sceneCount,
                framesPerScene,
                width,
                height,
                fps,
                seed,
                negativePrompt,
                priority,
                keyframes.stream().map(rename).toList(),
                profile,
                workflow,
                scenes.stream().map(scene -> scene.withKeyframe(rename)).toList(),
                cache,
                approval,
                storyboard,
                deadline,
                callbackUrl,
                labels);
    }

    /** Somebody who appears, and what they look like in every picture; {@code visual} may be null. */
    @SuppressWarnings("JavaLangClash")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Character(String name, String visual) {}

    /**
     * One scene as the user wants it; every component may be null.
     *
     * @param expectedFrames 1 to 100
     * @param keyframe a relative path below the home or the inbox; it wins over the picture the brief lists for this scene
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BriefScene(
            String title,
            String summary,
            String prompt,
            String mood,
            String negativePrompt,
            String cameraMovement,
            String palette,
            Integer expectedFrames,
            String keyframe) {

        private BriefScene withKeyframe(UnaryOperator<String> rename) {
            return keyframe == null
                    ? this
                    : new BriefScene(
                            title,
                            summary,
                            prompt,
                            mood,
                            negativePrompt,
                            cameraMovement,
                            palette,
                            expectedFrames,
                            rename.apply(keyframe));
        }
    }
}
