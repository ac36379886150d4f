package io.showrunner.trace;

import io.showrunner.assemble.StoryOutcome;
import io.showrunner.brief.Acceptance;
import io.showrunner.story.CollectReport;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneTurn;
import io.showrunner.writer.LlmReply;
import java.util.Optional;

/**
 * Is told by the routes what happens to stories, whether anybody traces them or not; it keeps no route from its work. Thread-safe.
 */
public interface StoryTraces {
    /** Nobody traces anything. */
    StoryTraces NONE = new NoTraces();

    /** The id of the story's trace, 32 hexadecimal digits; empty when the story is not traced. */
    Optional<String> traceId(String storyId);

    /**
     * What a message about the work carries so that whoever takes it goes on with the trace: a {@code traceparent} of W3C.
     *
     * @param sceneId null for a message about the whole story
     */
    Optional<String> parent(String storyId, String sceneId);

    /** A brief was answered; the trace begins when it is a new story. */
    void accepted(Acceptance acceptance);

    /** A language model was asked, and that has come to its end. */
    void replied(LlmReply reply);

    /** A scene was taken from its queue. */
    void taken(SceneTurn turn);

    /** A prompt has come to its end. */
    void rendered(SceneTurn turn, RenderReport report);

    /**
     * Frames are published or refused.
     *
     * @param since when they were taken from their queue, in milliseconds of the epoch
     */
    void collected(SceneRecord scene, CollectReport report, long since);

    /** A scene has come to its end. */
    void ended(SceneRecord scene);

    /** A story is assembled. */
    void assembled(StoryOutcome outcome);

    /**
     * A story has left the pipeline.
     *
     * @param since when it was taken from its queue, in milliseconds of the epoch
     */
    void delivered(StoryOutcome outcome, long since);
}
