package io.showrunner.forecast;

import io.showrunner.forecast.Load.Running;
import io.showrunner.forecast.Load.Server;
import io.showrunner.forecast.Load.Waiting;
import io.showrunner.story.SceneId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A studio on paper: GPUs that render scenes of two workflows with lognormal durations, and become slower in the middle.
 * Stories of twelve scenes are queued while fewer than twenty scenes wait, as the writer does it.
 */
final class SimulatedStudio {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final double TICK = 1;
    private static final double PUBLISHING = 1.5;

    private final SplittableRandom random;
    private final Shape shape;
    private final Forecaster forecaster;
    private final List<Waiting> queue = new ArrayList<>();
    private final List<List<Prompt>> gpus = new ArrayList<>();
    private int written;
    private int begun;
    private int published;
    private double now;

    /**
     * @param slowdown by what factor the second half takes longer
     * @param learned share of each execution that the forecaster is told of
     */
    record Shape(int gpus, int scenes, double sigma, Map<String, Double> medians, double slowdown, double learned) {}

    private record Prompt(SceneId scene, String workflow, double start, double end) {}

    SimulatedStudio(long seed, Shape shape, Forecaster forecaster) {
        this.random = new SplittableRandom(seed);
        this.shape = shape;
        this.forecaster = forecaster;
        for (int i = 0; i < shape.gpus(); i++) {
            gpus.add(new ArrayList<>());
        }
    }

    /** Renders everything. */
    void run() {
        while (published < shape.scenes()) {
            write();
            look();
            now += TICK;
            for (int i = 0; i < gpus.size(); i++) {
                end(i);
                fill(i);
            }
        }
    }

    private void write() {
        while (written < shape.scenes() && queue.size() < 20) {
            List<String> workflows = shape.medians().keySet().stream().sorted().toList();
            int story = written / 12;
            String workflow = workflows.get(story % workflows.size());
            for (int i = 0; i < 12 && written < shape.scenes(); i++) {
                queue.add(new Waiting(new SceneId("story-" + story, "scene-" + i), 1, workflow));
                written++;
            }
        }
    }

    private void look() {
        Load load = new Load(
                Stream.iterate(0, i -> i + 1)
                        .limit(gpus.size())
                        .map(this::server)
                        .toList(),
                List.copyOf(queue),
                List.of(),
                1);
        if (forecaster.isNewIn(load)) {
            forecaster.note(forecaster.outlook(load, at(now)));
        }
    }

    private Server server(int i) {
        List<Running> running = gpus.get(i).stream()
                .sorted(Comparator.comparingDouble(Prompt::start))
                .map(each -> new Running(each.scene(), 1, each.workflow(), now - each.start()))
                .toList();
        return new Server("gpu" + i, 2, true, running);
    }

    private void end(int gpu) {
        List<Prompt> done =
                gpus.get(gpu).stream().filter(each -> each.end() <= now).toList();
        for (Prompt each : done) {
            Execution execution = new Execution(each.workflow(), "gpu" + gpu, at(told(each)), at(each.end()));
            forecaster.published(each.scene(), execution, at(each.end() + PUBLISHING));
            published++;
        }
        gpus.get(gpu).removeAll(done);
    }

    private double told(Prompt prompt) {
        return prompt.end() - shape.learned() * (prompt.end() - prompt.start());
    }

    private void fill(int gpu) {
        while (gpus.get(gpu).size() < 2 && !queue.isEmpty()) {
            Waiting next = queue.remove(0);
            double start = gpus.get(gpu).stream().mapToDouble(Prompt::end).max().orElse(now);
            double slow = ++begun > shape.scenes() / 2 ? shape.slowdown() : 1;
            double seconds =
                    shape.medians().get(next.workflow()) * slow * Math.exp(shape.sigma() * random.nextGaussian());
            gpus.get(gpu).add(new Prompt(next.scene(), next.workflow(), start, start + seconds));
        }
    }

    private static Instant at(double seconds) {
        return BEGIN.plus(Duration.ofNanos((long) (seconds * 1e9)));
    }
}
