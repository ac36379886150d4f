package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.render.PromptWatch.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prompt that an earlier process posted keeps its bounds: a restart gives it no more time, a clock jump no less. */
class ResumedPromptTest {
    private static final int MAX_WAIT = 600;
    private static final int MAX_QUEUE_WAIT = 1800;

    @Test
    void theExecutionGetsWhatIsLeftOfItsTime() {
        WatchedPrompt prompt = resumed(Duration.ofSeconds(500), Duration.ofSeconds(400));

        assertThat(prompt.looks("running").passes(199).looks("running").watch.verdict())
                .isEqualTo(Verdict.PENDING);
        assertThat(prompt.passes(2).looks("running").watch.verdict()).isEqualTo(Verdict.MAX_WAIT);
    }

    @Test
    void theWaitInsideTheServerGoesOnFromWhereItWas() {
        WatchedPrompt prompt = resumed(Duration.ofSeconds(1700), null);

        assertThat(prompt.looks("waiting").passes(99).looks("waiting").watch.verdict())
                .isEqualTo(Verdict.PENDING);
        assertThat(prompt.passes(2).looks("waiting").watch.verdict()).isEqualTo(Verdict.QUEUE_WAIT);
    }

    @Test
    void aPromptThatEndedWhileNobodyWasThereIsASuccessHoweverLongAgo() {
        WatchedPrompt prompt = resumed(Duration.ofDays(2), Duration.ofDays(2));
        assertThat(prompt.watch.verdict()).as("nobody has looked yet").isEqualTo(Verdict.PENDING);

        prompt.ends("history-success.json");

        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.ENDED);
    }

    @Test
    void aClockThatWasSetBackGivesTheWholeBoundAndNotMore() {
        WatchedPrompt prompt = resumed(Duration.ofHours(-1), Duration.ofHours(-1));

        assertThat(prompt.looks("running")
                        .passes(MAX_WAIT - 1)
                        .looks("running")
                        .watch
                        .verdict())
                .isEqualTo(Verdict.PENDING);
        assertThat(prompt.passes(2).looks("running").watch.verdict()).isEqualTo(Verdict.MAX_WAIT);
    }

    @Test
    void whoTakesThePromptOverKnowsWhenItsExecutionBegan(@TempDir Path folder) throws Exception {
        // Given
        RendererHome home = new RendererHome(folder, "txt2img-svd");
        RenderTurn first = home.posted();
        first.watch.sawExecutionStart();
        home.looksInVain(first);

        // When
        RendererHome later = home.restarted();
        later.scene.clock.pass(Duration.ofMinutes(9));
        RenderTurn again = later.prepared();

        // Then
        assertThat(again.promptId()).isEqualTo(first.promptId());
        assertThat(again.watch.executionStart()).isPresent();
        later.looksInVain(again);
        later.nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(again.watch.verdict()).isEqualTo(Verdict.MAX_WAIT);
    }

    private static WatchedPrompt resumed(Duration postedAgo, Duration startedAgo) {
        WatchedPrompt prompt = new WatchedPrompt(MAX_WAIT, 0, MAX_QUEUE_WAIT);
        prompt.watch.resume(
                RenderHome.NOW.minus(postedAgo), startedAgo == null ? null : RenderHome.NOW.minus(startedAgo));
        return prompt;
    }
}
