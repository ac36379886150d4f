package io.showrunner.forecast;

import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceState;
import io.showrunner.fleet.InstanceView;
import io.showrunner.forecast.Load.Running;
import io.showrunner.forecast.Load.Server;
import io.showrunner.forecast.Load.Waiting;
import io.showrunner.story.SceneId;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is to be done and who does it right now. Thread-safe. */
final class Situation {
    private static final Comparator<RunningPrompt> EXECUTION_ORDER = Comparator.comparing(
                    RunningPrompt::startedAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(RunningPrompt::preparedAt);

    private final OpenWork work;
    private final Fleet fleet;
    private final StageHolds holds;
    private final Supplier<List<RunningPrompt>> prompts;
    private final int writers;

    /** @param writers stories that are written at the same time */
    Situation(OpenWork work, Fleet fleet, StageHolds holds, Supplier<List<RunningPrompt>> prompts, int writers) {
        this.work = work;
        this.fleet = fleet;
        this.holds = holds;
        this.prompts = prompts;
        this.writers = writers;
    }

    /** What differs as soon as a scene is new, or begins to be executed. */
    record Stamp(long changes, Set<SceneId> begun) {}

    Stamp stamp() {
        long changes = work.changes();
        Set<SceneId> begun = prompts.get().stream()
                .filter(each -> each.startedAt() != null)
                .map(each -> new SceneId(each.storyId(), each.sceneId()))
                .collect(Collectors.toSet());
        return new Stamp(changes, begun);
    }

    /** With no server that takes scenes, those that may come back are taken for there. */
    Load load(Instant now) {
        List<RunningPrompt> running = prompts.get();
        List<InstanceView> instances = fleet.views();
        boolean isUp = instances.stream().anyMatch(Situation::isUp);
        List<Server> servers = instances.stream()
                .map(each -> new Server(
                        each.id(), each.slots(), isUp ? isUp(each) : mayComeBack(each), running(each, running, now)))
                .toList();
        List<Waiting> waiting = work.waiting().stream()
                .map(scene -> new Waiting(
                        scene.id(),
                        scene.generation(),
                        work.workflow(scene.storyId()).orElseThrow()))
                .toList();
        return new Load(servers, waiting, work.unwritten(), writers);
    }

    /** A server executes one prompt at a time: those that began before the newest one are over, only not collected yet. */
    private List<Running> running(InstanceView instance, List<RunningPrompt> prompts, Instant now) {
        List<RunningPrompt> here = prompts.stream()
                .filter(each -> each.instanceId().equals(instance.id()))
                .sorted(EXECUTION_ORDER)
                .toList();
        long begun = here.stream().filter(each -> each.startedAt() != null).count();
        return here.stream()
                .skip(Math.max(0, begun - 1))
                .map(each -> running(each, now))
                .filter(Objects::nonNull)
                .toList();
    }

    private Running running(RunningPrompt prompt, Instant now) {
        SceneId key = new SceneId(prompt.storyId(), prompt.sceneId());
        SceneRecord scene = work.scene(key);
        if (scene == null) {
            return null;
        }
        double elapsed =
                prompt.startedAt() == null ? -1 : Math.max(0, Seconds.of(Duration.between(prompt.startedAt(), now)));
        return new Running(key, scene.generation(), prompt.workflow(), elapsed);
    }

    /** Why the forecast counts from now although nothing goes on; empty when it does. */
    Optional<String> obstacle() {
        List<InstanceView> instances = fleet.views();
        if (instances.stream().noneMatch(Situation::isUp)) {
            boolean isLent = instances.stream().anyMatch(each -> each.state() == InstanceState.LENT);
            return Optional.of(
                    isLent
                            ? "a language model has the card now; counted as if scenes were rendered"
                            : "no server takes scenes now; counted as if they did");
        }
        return holds.hold(Stage.RENDER)
                .map(hold -> "rendering waits (" + hold.why() + "); counted as if it went on now");
    }

    private static boolean isUp(InstanceView instance) {
        return instance.state().isAtWork();
    }

    private static boolean mayComeBack(InstanceView instance) {
        return instance.state() != InstanceState.DRAINING;
    }
}
