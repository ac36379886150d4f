package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.comfyui.PromptReply;
import io.showrunner.render.PromptWatch.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PromptLostTest {
    private final WatchedPrompt prompt = new WatchedPrompt(600, 0, 1800).posted();

    @Test
    void aPromptIsLostAfterTwoWholeLooksInARow() {
        assertThat(prompt.passes(2).looks("absent").watch.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(prompt.passes(2).looks("absent").watch.verdict()).isEqualTo(Verdict.LOST);
    }

    @Test
    void aPromptSeenInBetweenIsNotLost() {
        prompt.looks("absent").looks("running").looks("absent");

        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.PENDING);
    }

    @Test
    void aLookWithoutAnswerDoesNotCountAndBreaksTheRow() {
        prompt.looks("absent");
        prompt.watch.noAnswer("Connection refused");
        prompt.looks("absent");

        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.PENDING);
    }

    @Test
    void halfALookDoesNotCount() {
        // Given
        prompt.looks("absent");

        // When
        prompt.watch.sawHistory("{}");
        prompt.watch.sawQueue("<html>bad gateway</html>");
        prompt.watch.sawHistory("{}");

        // Then
        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.PENDING);
    }

    @Test
    void aHistoryThatCannotBeReadDoesNotCount() {
        prompt.looks("absent");
        prompt.watch.sawQueue(prompt.queue("absent"));
        prompt.watch.sawHistory("500 Internal Server Error");

        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(prompt.watch.historyAttempts()).isEqualTo(2);
    }

    @Test
    void afterADoubtNothingHasSeenItSoItMayBePostedAgain() {
        prompt.watch.posted(new PromptReply.Doubtful("timeout"));

        prompt.looks("absent").looks("absent");

        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.LOST);
        assertThat(prompt.watch.wasSeen()).isFalse();
    }

    @Test
    void onceSeenLostMeansGone() {
        prompt.watch.posted(new PromptReply.Doubtful("timeout"));

        prompt.looks("running").looks("absent").looks("absent");

        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.LOST);
        assertThat(prompt.watch.wasSeen()).isTrue();
    }

    @Test
    void postingAgainMakesALostPromptPending() {
        prompt.looks("absent").looks("absent");

        prompt.posted();

        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.PENDING);
    }

    @Test
    void tellsHowLongTheServerIsSilent() {
        prompt.looks("running").passes(10).watch.noAnswer("Connection refused");
        assertThat(prompt.passes(20).watch.unreachableFor()).isEqualTo(Duration.ofSeconds(30));

        prompt.looks("running");

        assertThat(prompt.watch.unreachableFor()).isZero();
    }
}
