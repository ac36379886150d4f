package io.showrunner.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.showrunner.forecast.Load.Running;
import io.showrunner.forecast.Load.Server;
import io.showrunner.forecast.Load.Unwritten;
import io.showrunner.forecast.Load.Waiting;
import io.showrunner.story.SceneId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final Basis BASIS = new Basis(Basis.Level.WORKFLOW, 100, "for a test");
    private static final Estimate NO_TIME = new Estimate(Math.log(1e-3), 0, 0.01, 30, BASIS);

    private final SceneDurations durations =
            new SceneDurations(workflow -> new Expectation(Duration.ofSeconds(45), Duration.ofSeconds(60)));

    SimulationTest() {
        for (String server : List.of("gpu0", "gpu1")) {
            IntStream.range(0, 60).forEach(i -> durations.learn("svd", server, Duration.ofSeconds(100)));
        }
    }

    private static Server server(String id, Running... running) {
        return new Server(id, 2, true, List.of(running));
    }

    private static SceneId scene(int number) {
        return new SceneId("story-x", "scene-" + number);
    }

    private static List<Waiting> waiting(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Waiting(scene(i), 1, "svd"))
                .toList();
    }

    private Ends play(List<Server> servers, List<Waiting> waiting, Unwritten... unwritten) {
        Estimate writing = new Estimate(Math.log(300), 0, 0.01, 30, BASIS);
        return new Simulation(new Load(servers, waiting, List.of(unwritten), 1), durations, writing, NO_TIME).play();
    }

    @Test
    void oneServerDoesOneSceneAfterTheOther() {
        Ends ends = play(List.of(server("gpu0")), waiting(5));

        assertThat(ends.scenes().get(scene(0)).p50()).isCloseTo(100, within(10.0));
        assertThat(ends.scenes().get(scene(4)).p50()).isCloseTo(500, within(50.0));
        assertThat(ends.backlog().p50()).isEqualTo(ends.scenes().get(scene(4)).p50());
        assertThat(ends.backlog().p90()).isGreaterThan(ends.backlog().p50());
    }

    @Test
    void twoServersTakeHalfTheTimeAndOneThatTakesNothingDoesNotHelp() {
        Server held = new Server("gpu1", 2, false, List.of());

        assertThat(play(List.of(server("gpu0"), server("gpu1")), waiting(10))
                        .backlog()
                        .p50())
                .isCloseTo(500, within(50.0));
        assertThat(play(List.of(server("gpu0"), held), waiting(10)).backlog().p50())
                .isCloseTo(1000, within(100.0));
    }

    @Test
    void aRunningSceneHasOnlyItsRestBeforeItAndOneThatIsLateStillTakesAWhile() {
        Running halfway = new Running(scene(1), 1, "svd", 50);
        Running late = new Running(scene(2), 1, "svd", 200);

        Ends ends = play(List.of(server("gpu0", halfway), server("gpu1", late)), List.of());

        assertThat(ends.scenes().get(scene(1)).p50()).isCloseTo(50, within(10.0));
        assertThat(ends.scenes().get(scene(2)).p50()).isBetween(10.0, 100.0);
    }

    @Test
    void scenesOfAStoryThatIsNotWrittenWaitForIt() {
        Ends ends = play(List.of(server("gpu0")), List.of(), new Unwritten("story-y", "svd", 2));

        assertThat(ends.stories().get("story-y").p50()).isCloseTo(500, within(50.0));
    }

    @Test
    void theSameLoadIsAlwaysForecastAlike() {
        assertThat(play(List.of(server("gpu0")), waiting(3)).scenes())
                .isEqualTo(play(List.of(server("gpu0")), waiting(3)).scenes());
    }

    @Test
    void theScenesBeyondTheFirstTwoThousandCountTogether() {
        List<Waiting> many = new ArrayList<>(waiting(10_000));

        Ends ends = play(List.of(server("gpu0"), server("gpu1")), many);

        assertThat(ends.scenes()).hasSize(Simulation.MOST_SCENES);
        assertThat(ends.backlog().p50()).isCloseTo(500_000, within(50_000.0));
    }
}
