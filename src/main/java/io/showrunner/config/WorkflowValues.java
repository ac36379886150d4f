package io.showrunner.config;

/**
 * What workflows are given that no brief says; null leaves a value to the workflow itself.
 *
 * @param steps of the sampler that makes the frames
 * @param cfg how closely that sampler follows what it is given
 * @param motionBucketId how much a video model moves
 * @param checkpointImage file that the image model is loaded from
 * @param checkpointSvd file that the video model is loaded from
 */
public record WorkflowValues(
        Integer steps, Double cfg, Integer motionBucketId, String checkpointImage, String checkpointSvd) {

    /** Leaves everything to the workflow. */
    public static WorkflowValues none() {
        return new WorkflowValues(null, null, null, null, null);
    }
}
