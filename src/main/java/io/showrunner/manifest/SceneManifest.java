package io.showrunner.manifest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.RenderJob.Downgrade;
import io.showrunner.story.Sha256;
import io.showrunner.story.StoryKeyframe;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a published scene was made: {@code scenes/<sceneId>/manifest.json}, there before {@code frames.done} is. With the
 * workflow file that it names it is all that is needed to render the scene again. Hashes are SHA-256, hexadecimal; paths are
 * relative to the story's folder; what is not known is null.
 *
 * @param version of this format
 * @param attempt as the retry budget counts
 * @param dispatch number of the attempt folder
 * @param samplers every node that has settings of a sampler, with them
 * @param keyframe the picture that the scene started from; null when the workflow made its own
 * @param fallbackNotes stable code, colon, free text
 */
public record SceneManifest(
        int version,
        String storyId,
        String sceneId,
        String runId,
        String promptId,
        int attempt,
        int dispatch,
        Workflow workflow,
        Seed seed,
        List<Model> models,
        List<Sampler> samplers,
        Keyframe keyframe,
        Output output,
        List<Frame> frames,
        Timings timings,
        Instance instance,
        List<String> warnings,
        List<String> fallbackNotes) {

    /** The format that is written. */
    public static final int VERSION = 1;

    /**
     * What was posted.
     *
     * @param template name of the template
     * @param hash of what decides the pictures: without labels and the filename prefix
     * @param file the workflow as it was posted
     * @param fileSha256 of that file
     * @param downgrade what was asked for, when it was made with less memory than that; null when it was not
     */
    public record Workflow(
            String template,
            String templateHash,
            String hash,
            String file,
            String fileSha256,
            String framesNode,
            String filenamePrefix,
            Downgrade downgrade) {}

    /** @param explicit true when the brief gave the seed that this one derives from */
    public record Seed(BigInteger value, boolean explicit) {}

    /** A model file that a node names. */
    public record Model(String nodeId, String classType, String input, String name) {}

    /** @param settings steps, cfg, sampler_name, scheduler, denoise and their like, as far as the node has them */
    public record Sampler(String nodeId, String classType, String title, Map<String, JsonNode> settings) {}

    /**
     * @param picture where it came from and where it is kept
     * @param uploadedAs as the workflow names it on the server
     */
    public record Keyframe(StoryKeyframe picture, String uploadedAs) {}

    /**
     * @param rootHash of the frames' pixels in their order: see {@link #rootHash()}
     * @param width pixels of the frames
     * @param fps of the motion model; null when the workflow does not say
     */
    public record Output(int width, int height, Integer fps, int frameCount, String rootHash) {}

    /**
     * A published frame.
     *
     * @param sha256 of the file
     * @param pixels hash of the picture, whatever else is in the file
     */
    public record Frame(String file, long bytes, int width, int height, String sha256, String pixels) {}

    /**
     * When it was made and how long that took.
     *
     * @param queuedAt when the prompt was posted
     * @param waitSeconds on the server beside the execution; null when the server does not tell the execution
     * @param executionSeconds by the server's clock; null when it does not tell
     * @param copySeconds from the end that was seen to the last frame that was verified
     */
    public record Timings(
            Instant queuedAt, Instant publishedAt, Double waitSeconds, Double executionSeconds, double copySeconds) {}

    /** Who rendered it, with the versions it said it runs; null where it did not. */
    public record Instance(String id, URI url, String gpu, String comfyui, String pytorch, String python, String os) {}

    /** What {@link Output#rootHash} must be: the SHA-256 of the frames' pixel hashes, one a line, in order. */
    @JsonIgnore
    public String rootHash() {
        return rootHash(frames);
    }

    /** The root hash of these frames in this order. */
    public static String rootHash(List<Frame> frames) {
        return Sha256.hex(frames.stream().map(frame -> frame.pixels() + "\n").collect(Collectors.joining()));
    }
}
