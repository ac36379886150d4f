package io.showrunner.render;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.story.RenderJob;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Who follows which prompt right now, so that an event of a server finds its way. Thread-safe. */
public final class PromptFollowers {
    private final Map<String, Followed> followed = new ConcurrentHashMap<>();
    private final Map<String, Double> nodesDone = new ConcurrentHashMap<>();
    private final Consumer<String> onFollow;
    private final Consumer<String> onForget;
    private volatile Saves saves;

    private record Followed(RenderJob job, PromptCourse course, PromptWatch watch) {
        String instanceId() {
            return course.instanceId();
        }
    }

    /**
     * A prompt that somebody follows.
     *
     * @param startedAt when its execution was seen to begin; null when it was not
     */
    public record Prompt(RenderJob job, Instant startedAt) {}

    /** Who is told when the frames of a prompt that somebody follows are written. Called on an event loop, so nobody may block. */
    public interface Saves {
        /** The frames node is executed; may be told again. */
        void begun(RenderJob job);

        /** It is not executed any more, or the prompt is over; also told of a prompt whose frames node never was. */
        void over(RenderJob job);
    }

    /** Both are told the prompt id: when it begins to be followed, and when it is not any more. */
    public PromptFollowers(Consumer<String> onFollow, Consumer<String> onForget) {
        this.onFollow = onFollow;
        this.onForget = onForget;
    }

    /** From now on this one is told. */
    public void tell(Saves whom) {
        saves = whom;
    }

    /** The server said that the prompt's execution began; does nothing when nobody follows it, as all of these. */
    public void executionStarted(String promptId) {
        tell(promptId, PromptWatch::sawExecutionStart);
    }

    /** The server said that a node of the prompt began or made a step. */
    public void stepped(String promptId, String node) {
        tell(promptId, watch -> watch.pulse().stepped(node));
        course(promptId).ifPresent(course -> course.at(node));
        Followed one = followed.get(promptId);
        if (one == null || saves == null || node.isEmpty()) {
            return;
        }
        if (node.equals(one.job().framesNode())) {
            saves.begun(one.job());
        } else {
            saves.over(one.job());
        }
    }

    /** The server said what a node has written; of the frames node it is the frames. */
    public void wrote(String promptId, String node, List<ServerFile> files) {
        Followed one = followed.get(promptId);
        if (one != null && node.equals(one.job().framesNode())) {
            one.watch().pulse().wrote(files);
        }
    }

    /** The server said how far the prompt is. */
    public void progressed(String promptId, String node, double nodes) {
        tell(promptId, watch -> {
            watch.pulse().stepped(node);
            nodesDone.put(promptId, nodes);
        });
    }

    /** The server said that the prompt's execution is over. */
    public void executionEnded(String promptId) {
        tell(promptId, watch -> watch.pulse().ended());
        course(promptId).ifPresent(PromptCourse::ended);
        Followed one = followed.get(promptId);
        if (one != null && saves != null) {
            saves.over(one.job());
        }
    }

    /** The prompt, if it is executed and no event would tell how it comes on. */
    public Optional<RenderJob> unheard(String promptId) {
        return Optional.ofNullable(followed.get(promptId))
                .filter(one -> one.watch().executionStart().isPresent()
                        && !one.watch().pulse().isBeating())
                .map(Followed::job);
    }

    /** Every prompt that somebody follows. */
    public List<Prompt> prompts() {
        return followed.values().stream()
                .map(one -> new Prompt(one.job(), one.watch().executionStart().orElse(null)))
                .toList();
    }

    /** Ids of the servers on which a prompt is executed that somebody follows. */
    Set<String> executing() {
        return followed.values().stream()
                .filter(one -> one.course().isRunning())
                .map(Followed::instanceId)
                .collect(Collectors.toSet());
    }

    /** The free memory of a server, in bytes; counts for the prompt that is executed there. */
    void sampled(String instanceId, long free, Long total) {
        followed.values().stream()
                .filter(one -> one.instanceId().equals(instanceId))
                .forEach(one -> one.course().sampled(free, total));
    }

    /** What was seen of the prompt; empty when nobody follows it. */
    Optional<PromptCourse> course(String promptId) {
        return Optional.ofNullable(followed.get(promptId)).map(Followed::course);
    }

    /** The server's websocket works. */
    public void socketHeard(String instanceId) {
        tellAll(instanceId, Pulse::socketHeard);
    }

    /** The server's websocket is gone. */
    public void socketLost(String instanceId) {
        tellAll(instanceId, Pulse::socketLost);
    }

    /** Nodes of the prompt's workflow that are done, by the server's last word; 0 when there was none. */
    public double nodesDone(String promptId) {
        return nodesDone.getOrDefault(promptId, 0.0);
    }

    void follow(RenderJob job, PromptWatch watch) {
        followed.put(job.promptId(), new Followed(job, new PromptCourse(job.instanceId(), Clock.systemUTC()), watch));
        onFollow.accept(job.promptId());
    }

    void forget(String promptId) {
        followed.remove(promptId);
        nodesDone.remove(promptId);
        onForget.accept(promptId);
    }

    private void tell(String promptId, Consumer<PromptWatch> news) {
        Followed one = followed.get(promptId);
        if (one != null) {
            news.accept(one.watch());
        }
    }

    private void tellAll(String instanceId, Consumer<Pulse> news) {
        followed.values().stream()
                .filter(one -> one.instanceId().equals(instanceId))
                .forEach(one -> news.accept(one.watch().pulse()));
    }
}
