package io.showrunner.chaos;

import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Stories made while processes are killed at random: the application, a server, or both. What is killed and how long it
 * is left alone comes from the seed; what it hits is a matter of timing.
 */
public final class ChaosRun {
    private static final int SCENES_PER_STORY = 3;
    private static final int STORIES_AT_ONCE = 8;
    private static final int LONGEST_LIFE_MILLIS = 3_000;

    private static final Duration CALM = Duration.ofMinutes(5);
    /** More than a calm machine needs, for the first answer after a start beside another one. */
    private static final Duration HEALTHY = Duration.ofSeconds(5);

    private static final long LOOK_MILLIS = 250;

    private final ProcessStudio studio;
    private final Plan plan;
    private final Consumer<String> narrator;
    private final Random random;
    private final FrameWatch frames;
    private final Strikes strikes;
    private int dropped;
    private int triedAgain;

    /**
     * How much is done.
     *
     * @param kills of processes altogether; a kill of both counts once
     * @param scenes at least so many, in stories of three
     */
    public record Plan(long seed, int kills, int scenes) {
        int stories() {
            return (scenes + SCENES_PER_STORY - 1) / SCENES_PER_STORY;
        }
    }

    /**
     * One application and its servers.
     *
     * @param narrator told each kill in a line
     */
    public ChaosRun(ProcessStudio studio, Plan plan, Consumer<String> narrator) {
        this(studio, plan, narrator, new Random(plan.seed()), List.of());
    }

    /**
     * The nodes of a cluster, their servers, and what else can be taken from them.
     *
     * @param disturbances such as a broker that is restarted
     */
    public static ChaosRun ofNodes(
            ProcessStudio studio, Plan plan, List<Disturbance> disturbances, Consumer<String> narrator) {
        return new ChaosRun(studio, plan, narrator, new Random(plan.seed()), disturbances);
    }

    private ChaosRun(
            ProcessStudio studio, Plan plan, Consumer<String> narrator, Random random, List<Disturbance> disturbances) {
        this.studio = studio;
        this.plan = plan;
        this.narrator = narrator;
        this.random = random;
        this.frames = new FrameWatch(studio.store());
        this.strikes = studio.nodes().isEmpty()
                ? new AloneStrikes(studio, random)
                : new ClusterStrikes(studio, disturbances, random);
    }

    /** Kills as often as planned, then lets everything come to its end. */
    public ChaosReport run() throws InterruptedException {
        long begun = System.nanoTime();
        strikes.startAll();
        try (HealthWatch health = new HealthWatch(strikes.applications())) {
            for (int kill = 1; kill <= plan.kills(); kill++) {
                int number = kill;
                feed();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
                strikes.strike(what -> narrator.accept("kill " + number + " of " + plan.kills() + ": " + what));
                frames.look();
            }
            strikes.startAll();
            narrator.accept("the killing is over; what is left is finished in peace");
            settle();
            return report(health, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    /** Keeps some stories in work, so that there is always something to hit. */
    private void feed() {
        long over = studio.briefs().stream().filter(studio::isOver).count();
        while (dropped < plan.stories() && dropped - over < STORIES_AT_ONCE) {
            studio.drop("chaos-%04d".formatted(++dropped), SCENES_PER_STORY);
        }
    }

    private void settle() throws InterruptedException {
        long deadline = System.nanoTime() + CALM.toNanos();
        long open = Long.MAX_VALUE;
        while (open > 0 && System.nanoTime() < deadline) {
            feed();
            tryParkedScenesAgain();
            long left = plan.stories()
                    - studio.briefs().stream().filter(studio::isOver).count();
            if (left < open) {
                open = left;
                deadline = System.nanoTime() + CALM.toNanos();
                frames.look();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** A scene whose servers were killed three times is parked as a suspect; here a person knows better. */
    private void tryParkedScenesAgain() throws InterruptedException {
        for (StoryRecord story : Invariants.stories(studio.store())) {
            if (story.state() == StoryState.INCOMPLETE
                    && strikes.applications().get(0).post("/api/stories/" + story.storyId() + "/retry") == 200) {
                narrator.accept(story.storyId() + " was incomplete and is tried again: " + story.message());
                triedAgain++;
            }
        }
    }

    private ChaosReport report(HealthWatch health, Duration took) {
        Invariants invariants = new Invariants(studio, frames);
        List<Finding> findings = new ArrayList<>(invariants.findings());
        findings.add(new Finding(
                "every scene is published",
                invariants.scenes().stream()
                        .filter(scene -> scene.state() != SceneState.PUBLISHED)
                        .map(SceneRecord::toString)
                        .toList()));
        findings.addAll(strikes.findings());
        findings.add(new Finding(
                "health answers within " + HEALTHY.toSeconds() + " s",
                health.slowest().compareTo(HEALTHY) > 0 ? List.of("the slowest took " + health.slowest()) : List.of()));
        List<SceneRecord> scenes = invariants.scenes();
        List<StoryRecord> stories = invariants.stories();
        List<Run> runs = studio.executions().runs();
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("seed", Long.toString(plan.seed()));
        figures.putAll(strikes.figures());
        figures.put("took", took.toSeconds() + " s");
        figures.put("stories finished / accepted", finished(stories) + " / " + dropped);
        figures.put("scenes published / expected", published(scenes) + " / " + dropped * SCENES_PER_STORY);
        figures.put("stories with a parked scene, tried again by hand", Integer.toString(triedAgain));
        figures.put("prompts prepared", Integer.toString(invariants.dispatches().size()));
        figures.put("runs begun", Integer.toString(runs.size()));
        figures.put(
                "runs whose server died before their frames were fetched",
                Long.toString(runs.size() - published(scenes)));
        figures.put("slowest health answer", health.slowest().toMillis() + " ms of " + health.answers() + " answers");
        return new ChaosReport(figures, findings);
    }

    private static long finished(List<StoryRecord> stories) {
        return stories.stream()
                .filter(story -> story.state() == StoryState.FINISHED)
                .count();
    }

    private static long published(List<SceneRecord> scenes) {
        return scenes.stream()
                .filter(scene -> scene.state() == SceneState.PUBLISHED)
                .count();
    }
}
