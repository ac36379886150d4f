package io.showrunner.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/**
 * What is true about a story right now: {@code record.json} in its folder.
 *
 * @param briefId the brief's own id; null when it brought none
 * @param briefName file name, or how else the brief came in
 * @param contentHash SHA-256 of the normalised brief, hexadecimal
 * @param generation raised by every superseding change; older messages are dropped
 * @param runId {@code yyyyMMdd-HHmmss} of the acceptance, UTC
 * @param message one sentence for people: why it failed, what it waits for; null when there is nothing to say
 * @param owner who handed it in, by the name of their token; null when nobody had to say
 */
@RecordBuilder
public record StoryRecord(
        String storyId,
        String briefId,
        String briefName,
        String contentHash,
        StoryState state,
        Priority priority,
        int generation,
        String runId,
        Instant acceptedAt,
        Instant changedAt,
        String message,
        @JsonInclude(JsonInclude.Include.NON_NULL) String owner) {

    /** A story whose brief was just accepted. */
    public static StoryRecord accepted(
            String storyId,
            String briefId,
            String briefName,
            String contentHash,
            Priority priority,
            String runId,
            Instant when,
            String owner) {
        return new StoryRecord(
                storyId,
                briefId,
                briefName,
                contentHash,
                StoryState.ACCEPTED,
                priority,
                1,
                runId,
                when,
                when,
                null,
                owner);
    }

    private StoryRecordBuilder copy() {
        return StoryRecordBuilder.builder(this);
    }

    /** Whose it is; empty when nobody had to put a name to it. */
    public String ownerName() {
        return owner == null ? "" : owner;
    }

    /** The same story in another state. */
    public StoryRecord to(StoryState next, Instant when, String why) {
        return copy().state(next).changedAt(when).message(why).build();
    }

    /** The same story with a new message for the write stage; messages about it from before are outdated. */
    public StoryRecord queuedAgain(StoryState next, Priority wanted, Instant when, String why) {
        return to(next, when, why)
                .copy()
                .priority(wanted)
                .generation(generation + 1)
                .build();
    }

    /** The same story, wanted sooner or later; its message stays what it is. */
    public StoryRecord wanted(Priority sooner, Instant when) {
        return copy().priority(sooner).changedAt(when).build();
    }

    /**
     * The id by which a broker recognises a second copy of the same message. A brief that comes again after its story was
     * deleted makes a story of the same id: the time of its acceptance tells them apart.
     */
    @JsonIgnore
    public String messageId() {
        return storyId + ":" + acceptedAt.toEpochMilli() + ":" + generation;
    }
}
