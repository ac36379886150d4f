package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.render.StepTimes.Step;
import io.showrunner.story.RenderJob;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepTimesTest {
    private final StepTimes times = new StepTimes();

    @Test
    void theLongestStepOfANodeIsRemembered() {
        times.learn(job("gpu0", "txt2img-svd", 1024), Map.of("5", ticks(2), "1", once(8)));
        times.learn(job("gpu0", "txt2img-svd", 1024), Map.of("5", ticks(3), "1", once(0)));
        times.learn(job("gpu0", "txt2img-svd", 1024), Map.of("5", ticks(1)));

        assertThat(times.usual(job("gpu0", "txt2img-svd", 1024), "5")).contains(Duration.ofSeconds(3));
    }

    @Test
    void aNodeThatDoesNotTickOrIsNewIsJudgedByTheLongestOfAll() {
        times.learn(job("gpu0", "txt2img-svd", 1024), Map.of("5", ticks(2), "6", once(12), "1", once(1)));

        assertThat(times.usual(job("gpu0", "txt2img-svd", 1024), "1")).contains(Duration.ofSeconds(12));
        assertThat(times.usual(job("gpu0", "txt2img-svd", 1024), "99")).contains(Duration.ofSeconds(12));
    }

    @Test
    void nothingIsKnownOfAnotherServerWorkflowOrSize() {
        times.learn(job("gpu0", "txt2img-svd", 512), Map.of("5", ticks(2)));

        assertThat(times.usual(job("gpu1", "txt2img-svd", 512), "5")).isEmpty();
        assertThat(times.usual(job("gpu0", "smoke", 512), "5")).isEmpty();
        assertThat(times.usual(job("gpu0", "txt2img-svd", 1024), "5")).isEmpty();
    }

    @Test
    void whatWasNotNeededForLongIsForgotten() {
        times.learn(job("gpu0", "first", 512), Map.of("5", ticks(2)));
        for (int i = 0; i < 200; i++) {
            times.learn(job("gpu0", "workflow-" + i, 512), Map.of("5", ticks(2)));
        }

        assertThat(times.usual(job("gpu0", "first", 512), "5")).isEmpty();
        assertThat(times.usual(job("gpu0", "workflow-0", 512), "5")).isPresent();
    }

    private static Step ticks(int seconds) {
        return new Step(Duration.ofSeconds(seconds), true);
    }

    private static Step once(int seconds) {
        return new Step(Duration.ofSeconds(seconds), false);
    }

    private static RenderJob job(String instance, String workflow, int width) {
        return new RenderJob(
                "story",
                "scene-001",
                1,
                1,
                "prompt",
                "client",
                instance,
                URI.create("http://127.0.0.1:8188"),
                BigInteger.ONE,
                workflow,
                "template-hash",
                "hash",
                "7",
                "showrunner/frame",
                25,
                width,
                576,
                null,
                Map.of(),
                RenderHome.NOW);
    }
}
