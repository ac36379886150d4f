package io.showrunner.trace;

import io.showrunner.assemble.StoryOutcome;
import io.showrunner.brief.Acceptance;
import io.showrunner.story.CollectReport;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneTurn;
import io.showrunner.writer.LlmReply;
import java.util.Optional;

/** Traces nothing. */
public final class NoTraces implements StoryTraces {
    NoTraces() {}

    @Override
    public Optional<String> traceId(String storyId) {
        return Optional.empty();
    }

    @Override
    public Optional<String> parent(String storyId, String sceneId) {
        return Optional.empty();
    }

    @Override
    public void accepted(Acceptance acceptance) {}

    @Override
    public void replied(LlmReply reply) {}

    @Override
    public void taken(SceneTurn turn) {}

    @Override
    public void rendered(SceneTurn turn, RenderReport report) {}

    @Override
    public void collected(SceneRecord scene, CollectReport report, long since) {}

    @Override
    public void ended(SceneRecord scene) {}

    @Override
    public void assembled(StoryOutcome outcome) {}

    @Override
    public void delivered(StoryOutcome outcome, long since) {}
}
