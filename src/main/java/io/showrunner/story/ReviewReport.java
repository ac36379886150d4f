package io.showrunner.story;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a language model said of the story that it had written, and what came of it.
 *
 * @param status changed, unchanged or failed
 * @param reason why it failed; null when it did not
 * @param remarks on the scenes that it found weak
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReviewReport(String status, String reason, List<Remark> remarks) {
    public ReviewReport {
        remarks = List.copyOf(remarks);
    }

    /** A review that changed nothing because it could not be had or read. */
    public static ReviewReport failed(String why) {
        return new ReviewReport("failed", why, List.of());
    }

    /** What was said; it counts as a change when one prompt was replaced. */
    public static ReviewReport of(List<Remark> remarks) {
        return new ReviewReport(
                remarks.stream().anyMatch(remark -> remark.before() != null) ? "changed" : "unchanged", null, remarks);
    }

    /**
     * @param before the prompt that was replaced; null when it was kept
     * @param refused why the new prompt was not taken; null when it was
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Remark(String sceneId, String why, String before, String refused) {}
}
