package io.showrunner.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * That a person looks at the scenes of a story before anything of it is rendered, and what that person changed.
 *
 * @param requestedAt when the words were there
 * @param approvedAt null while nobody has approved them
 * @param approvedBy the name of their token; null when nobody had to say, or nobody has approved them
 * @param edits what was changed, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoryApproval(Instant requestedAt, Instant approvedAt, String approvedBy, List<Edit> edits) {

    /**
     * One change of the scenes.
     *
     * @param by the name of their token; null when nobody had to say
     * @param changes a sentence for each
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Edit(Instant at, String by, List<String> changes) {}

    /** Nobody has looked yet. */
    public static StoryApproval requested(Instant when) {
        return new StoryApproval(when, null, null, List.of());
    }

    /** True until somebody approves it. */
    @JsonIgnore
    public boolean isPending() {
        return approvedAt == null;
    }

    /** The same with one more change. */
    public StoryApproval edited(Edit edit) {
        return new StoryApproval(
                requestedAt,
                null,
                null,
                Stream.concat(edits.stream(), Stream.of(edit)).toList());
    }

    /** The same, approved. */
    public StoryApproval approved(Instant when, String by) {
        return new StoryApproval(requestedAt, when, by, edits);
    }
}
