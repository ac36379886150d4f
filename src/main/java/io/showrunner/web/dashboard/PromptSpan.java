package io.showrunner.web.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.showrunner.story.CollectReport;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When what happened to one prompt of a scene, as far as it has come.
 *
 * @param instance where it was executed; {@code scene cache} when no server had to
 * @param preparedAt when a server was chosen
 * @param publishedAt when its frames were there, verified
 * @param failureKind why it failed; null when it did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PromptSpan(
        String sceneId,
        int dispatch,
        String instance,
        Instant preparedAt,
        Instant executionStart,
        Instant executionEnd,
        Instant endedAt,
        Instant publishedAt,
        FailureKind failureKind) {

    /** Every prompt of the story, scene by scene. */
    public static List<PromptSpan> of(StoryStore store, String storyId) {
        return store.sceneRecords(storyId).stream()
                .flatMap(scene -> IntStream.rangeClosed(1, scene.dispatches())
                        .mapToObj(dispatch -> of(store, scene, dispatch))
                        .flatMap(Optional::stream))
                .toList();
    }

    private static Optional<PromptSpan> of(StoryStore store, SceneRecord scene, int dispatch) {
        String storyId = scene.storyId();
        String sceneId = scene.sceneId();
        Optional<RenderReport> render =
                store.attemptFile(storyId, sceneId, dispatch, "render.json", RenderReport.class);
        Optional<CollectReport> collect =
                store.attemptFile(storyId, sceneId, dispatch, "collect.json", CollectReport.class);
        return store.attemptFile(storyId, sceneId, dispatch, "job.json", RenderJob.class)
                .map(job -> new PromptSpan(
                        sceneId,
                        dispatch,
                        job.instanceId(),
                        job.preparedAt(),
                        render.map(RenderReport::executionStart)
                                .or(() -> started(store, scene, dispatch))
                                .orElse(null),
                        render.map(RenderReport::executionEnd).orElse(null),
                        render.map(RenderReport::queueEnd).orElse(null),
                        collect.map(CollectReport::completedAt).orElse(null),
                        render.map(RenderReport::failureKind)
                                .or(() -> collect.map(CollectReport::failureKind))
                                .orElse(null)));
    }

    /** As it was seen while it is not over. */
    private static Optional<Instant> started(StoryStore store, SceneRecord scene, int dispatch) {
        return store.attemptFile(scene.storyId(), scene.sceneId(), dispatch, "start.json", Start.class)
                .map(Start::executionStart);
    }

    private record Start(Instant executionStart) {}
}
