package io.showrunner.forecast;

import io.showrunner.forecast.Draws.Assumed;
import io.showrunner.forecast.Load.Running;
import io.showrunner.forecast.Load.Server;
import io.showrunner.forecast.Load.Unwritten;
import io.showrunner.forecast.Load.Waiting;
import io.showrunner.story.SceneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Plays the queue to its end many times, each time with other durations: the next scene goes to the server that has room
 * first, as the render stage does it. The same load is always played in the same way. It costs runs × scenes × servers
 * steps; there are fewer runs of a large load, whose sums vary less.
 */
final class Simulation {
    static final int MOST_SCENES = 2_000;
    private static final int MOST_RUNS = 200;
    private static final int LEAST_RUNS = 50;
    private static final long STEPS = 4_000_000;
    private static final long SEED = 20_240_229;
    /** How much everything may become slower or faster between now and the end, for reasons nobody knows yet. */
    private static final double DRIFT_SD = 0.2;

    private final Load load;
    private final SceneDurations durations;
    private final Estimate writing;
    private final Estimate publishing;
    private final List<Server> servers;
    private final List<Scene> scenes = new ArrayList<>();
    private final Map<String, Integer> beyond = new HashMap<>();
    private final Map<String, Estimate[]> estimates = new HashMap<>();
    private final Draws draws = new Draws(new SplittableRandom(SEED));

    /** @param story which of those that are not written; negative for none */
    private record Scene(SceneId key, String storyId, String workflow, int story) {}

    /**
     * @param writing of a story
     * @param publishing of a scene, after its execution
     */
    Simulation(Load load, SceneDurations durations, Estimate writing, Estimate publishing) {
        this.load = load;
        this.durations = durations;
        this.writing = writing;
        this.publishing = publishing;
        this.servers = load.servers();
        for (Waiting each : load.waiting()) {
            add(new Scene(each.scene(), each.scene().storyId(), each.workflow(), -1));
        }
        for (int story = 0; story < load.unwritten().size(); story++) {
            Unwritten each = load.unwritten().get(story);
            for (int i = 0; i < each.scenes(); i++) {
                add(new Scene(null, each.storyId(), each.workflow(), story));
            }
        }
    }

    private void add(Scene scene) {
        if (scenes.size() < MOST_SCENES) {
            scenes.add(scene);
        } else {
            beyond.merge(scene.workflow(), 1, Integer::sum);
        }
    }

    /** Plays it; there must be a server that takes scenes. */
    Ends play() {
        long steps = Math.max(1, (long) scenes.size() * servers.size());
        int runs = (int) Math.max(LEAST_RUNS, Math.min(MOST_RUNS, STEPS / steps));
        Ends ends = new Ends(runs);
        for (int run = 0; run < runs; run++) {
            new Run(run, ends).play();
        }
        return ends;
    }

    private Estimate[] estimates(String workflow) {
        return estimates.computeIfAbsent(workflow, name -> servers.stream()
                .map(server -> durations.estimate(name, server.id()))
                .toArray(Estimate[]::new));
    }

    /** One time through. */
    private final class Run {
        private final int number;
        private final Ends ends;
        private final Map<String, Assumed> assumed = new HashMap<>();
        private final Lane[] lanes = new Lane[servers.size()];
        private final double[] written = new double[load.unwritten().size()];
        private Assumed publishes;

        private Run(int number, Ends ends) {
            this.number = number;
            this.ends = ends;
        }

        private void play() {
            draws.nextRun(DRIFT_SD);
            publishes = draws.assume(publishing);
            for (int i = 0; i < lanes.length; i++) {
                lanes[i] = new Lane(servers.get(i).slots());
                finishRunning(i);
            }
            writeStories();
            for (Scene scene : scenes) {
                int at = nextServer(scene.workflow());
                double release = scene.story() < 0 ? 0 : written[scene.story()];
                lanes[at].add(scene.workflow(), release, seconds(scene.workflow(), at, 0));
                ends.done(number, scene.storyId(), scene.key(), lanes[at].end() + published());
            }
            ends.allDone(number, restDone());
        }

        private void finishRunning(int at) {
            for (Running each : servers.get(at).running()) {
                double whole = seconds(each.workflow(), at, each.elapsed());
                lanes[at].add(each.workflow(), 0, each.isBegun() ? whole - each.elapsed() : whole);
                ends.done(number, each.scene().storyId(), each.scene(), lanes[at].end() + published());
            }
        }

        private void writeStories() {
            double[] free = new double[load.writers()];
            Assumed writes = written.length == 0 ? null : draws.assume(writing);
            for (int story = 0; story < written.length; story++) {
                Arrays.sort(free);
                free[0] += draws.seconds(writing, writes);
                written[story] = free[0];
            }
        }

        private int nextServer(String workflow) {
            int best = -1;
            double bestFree = 0;
            for (int i = 0; i < lanes.length; i++) {
                double free = lanes[i].freeFor(workflow);
                boolean better =
                        best < 0 || free < bestFree || (free == bestFree && lanes[i].end() < lanes[best].end());
                if (servers.get(i).takes() && better) {
                    best = i;
                    bestFree = free;
                }
            }
            return best;
        }

        /** The scenes beyond those that are played one by one take their average, shared by all servers. */
        private double restDone() {
            if (beyond.isEmpty()) {
                return 0;
            }
            int first = nextServer(beyond.keySet().iterator().next());
            double work = 0;
            int taking = 0;
            for (int i = 0; i < lanes.length; i++) {
                if (servers.get(i).takes()) {
                    work += lanes[i].end();
                    taking++;
                }
            }
            for (Map.Entry<String, Integer> each : beyond.entrySet()) {
                work += each.getValue() * draws.average(estimates(each.getKey())[first], assumed(each.getKey(), first));
            }
            return work / taking + published();
        }

        private double seconds(String workflow, int at, double longerThan) {
            return draws.secondsAbove(estimates(workflow)[at], assumed(workflow, at), longerThan);
        }

        private double published() {
            return draws.seconds(publishing, publishes);
        }

        private Assumed assumed(String workflow, int at) {
            return assumed.computeIfAbsent(workflow, name -> draws.assume(estimates(name)[at]));
        }
    }
}
