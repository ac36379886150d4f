package io.showrunner.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What it takes, by each basis there is, the one to go by first. Times are seconds; null is what does not apply.
 *
 * @param profile its name
 * @param memory how it is reckoned how many scenes a card holds
 * @param formula how the times are reckoned, with the source
 * @param llm what the language model has to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Plan(
        String profile,
        Wish wish,
        int profileGpus,
        int maxInstances,
        String memory,
        String formula,
        List<Estimate> estimates,
        Writing llm,
        Disk disk) {

    /**
     * By one basis.
     *
     * @param gpusNeeded for the deadline or the wait that was asked for
     * @param moreThanProfile true when that is more than the profile allows
     * @param gpus what the other figures are for
     * @param scenesPerHour what they do when they never wait
     * @param done when the last scene of the backlog is rendered, writing included
     * @param least when no order of the scenes is faster, without writing
     * @param most when no order of the scenes is slower, without writing
     * @param utilisation share of the time that a GPU works
     * @param waiting seconds of a scene on average, from when rendering begins; null when the queue grows for ever
     * @param growth scenes per hour by which the queue grows
     * @param llmServersNeeded so that writing does not hold the GPUs up
     * @param bottleneck {@code gpu} or {@code llm}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Estimate(
            SceneTimes times,
            Integer gpusNeeded,
            boolean moreThanProfile,
            int gpus,
            double scenesPerHour,
            Double done,
            Double least,
            Double most,
            Double utilisation,
            Double waiting,
            Double growth,
            Integer llmServersNeeded,
            String bottleneck) {}

    /**
     * What the language model has to do.
     *
     * @param requestsPerStory answers that a story takes
     * @param answer seconds of one
     * @param answersMeasured how many were measured; 0 when it is what the profile expects
     * @param storiesPerHour that the servers of the profile write
     * @param writing seconds that the stories of the backlog take
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Writing(
            int servers,
            int concurrent,
            int requestsPerStory,
            double answer,
            int answersMeasured,
            double storiesPerHour,
            Double writing) {}

    /**
     * What the frames take on disk.
     *
     * @param frame MB of one
     * @param framesMeasured how many were measured; 0 when it is what the profile says
     * @param gigabytes of the backlog, or of one day
     * @param share of the disk of the profile
     */
    public record Disk(double frame, int framesMeasured, double gigabytes, double share) {}
}
