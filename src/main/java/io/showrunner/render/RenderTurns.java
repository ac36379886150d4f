package io.showrunner.render;

import io.showrunner.render.RenderTurn.Standing;
import io.showrunner.story.AttemptDecision.Step;
import io.showrunner.story.Json;
import io.showrunner.story.SceneMessage;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryStore;
import java.time.Clock;

/** Where a turn begins: the message, the scene's record, and what an earlier turn left on disk. Thread-safe. */
final class RenderTurns {
    private final StoryStore store;
    private final RenderJobs jobs;
    private final LastAttempt lastAttempt;
    private final Clock clock;

    RenderTurns(StoryStore store, RenderJobs jobs, LastAttempt lastAttempt, Clock clock) {
        this.store = store;
        this.jobs = jobs;
        this.lastAttempt = lastAttempt;
        this.clock = clock;
    }

    /**
     * Begins a turn with the scene that the message refers to. What an earlier turn left on disk counts: a prompt that
     * succeeded is handed over, a scene whose last attempt was its last one fails without another, the prompt of a scene
     * that was cancelled is taken from its server.
     */
    RenderTurn take(String text) {
        SceneMessage message = Json.read(text, SceneMessage.class);
        return store.certainSceneRecord(message.storyId(), message.sceneId())
                .filter(scene -> scene.generation() == message.generation())
                .map(scene -> turn(message, scene))
                .orElseGet(() -> new RenderTurn(message, null, Standing.OUTDATED));
    }

    private RenderTurn turn(SceneMessage message, SceneRecord scene) {
        return switch (scene.state()) {
            case WAITING, RUNNING -> resumed(message, scene);
            case CANCELLED ->
                new RenderTurn(message, scene, jobs.open(scene).isPresent() ? Standing.OPEN : Standing.FAILED);
            case UNWRITTEN, PUBLISHED, FAILED, PAUSED, AWAITING_APPROVAL ->
                new RenderTurn(message, scene, Standing.OUTDATED);
        };
    }

    /** A scene that waits again was given another attempt by somebody, so what ended the one before does not end it. */
    private RenderTurn resumed(SceneMessage message, SceneRecord scene) {
        RenderTurn turn = new RenderTurn(message, scene, Standing.OPEN);
        lastAttempt
                .decision(scene)
                .filter(decision -> decision.next() != Step.GIVE_UP || scene.state() == SceneState.RUNNING)
                .ifPresent(decision -> turn.follow(decision, clock.instant()));
        return turn;
    }
}
