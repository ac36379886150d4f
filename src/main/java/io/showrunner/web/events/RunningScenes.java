package io.showrunner.web.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.render.PromptFollowers;
import io.showrunner.story.RenderJob;
import io.showrunner.story.StoryStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The scenes that are rendered now, and how far each is. Thread-safe. */
public final class RunningScenes {
    /** The end of a prompt is told by the record of its scene, and nothing is done before that. */
    private static final double NOT_YET_DONE = 0.99;

    private final StoryStore store;
    private final PromptFollowers followers;
    private final Map<String, Integer> nodes = new ConcurrentHashMap<>();

    /**
     * One of them.
     *
     * @param executing false while its prompt waits on the server
     * @param progress from 0 to less than 1
     */
    public record Scene(String storyId, String sceneId, String instance, boolean executing, double progress) {}

    public RunningScenes(StoryStore store, PromptFollowers followers) {
        this.store = store;
        this.followers = followers;
    }

    /** All of them. */
    public List<Scene> all() {
        List<PromptFollowers.Prompt> prompts = followers.prompts();
        Set<String> ids =
                prompts.stream().map(prompt -> prompt.job().promptId()).collect(Collectors.toSet());
        nodes.keySet().retainAll(ids);
        return prompts.stream().map(this::scene).toList();
    }

    private Scene scene(PromptFollowers.Prompt prompt) {
        RenderJob job = prompt.job();
        double share = followers.nodesDone(job.promptId()) / nodes.computeIfAbsent(job.promptId(), id -> nodes(job));
        return new Scene(
                job.storyId(),
                job.sceneId(),
                job.instanceId(),
                prompt.startedAt() != null,
                Math.min(NOT_YET_DONE, share));
    }

    private int nodes(RenderJob job) {
        return store.attemptFile(job.storyId(), job.sceneId(), job.dispatch(), "workflow.json", ObjectNode.class)
                .map(ObjectNode::size)
                .filter(count -> count > 0)
                .orElse(1);
    }
}
