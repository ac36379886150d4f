package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.comfyui.PromptReply;
import io.showrunner.comfyui.Recorded;
import io.showrunner.render.PromptWatch.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptWatchTest {
    private static final Duration POLL = Duration.ofSeconds(2);

    @Test
    void aPromptThatRunsAndEndsIsFollowedToItsEnd() {
        // Given
        WatchedPrompt prompt = new WatchedPrompt(600, 0, 1800).posted();

        // When
        prompt.passes(2)
                .looks("waiting")
                .passes(2)
                .looks("running")
                .passes(2)
                .looks("running")
                .passes(2);
        prompt.ends("history-success.json");

        // Then
        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.ENDED);
        assertThat(prompt.watch.historyAttempts()).isEqualTo(4);
        assertThat(prompt.watch.polls())
                .extracting(poll -> poll.status() + " " + poll.count() + " " + poll.message())
                .containsExactly("pending 1 waiting in the server's queue", "pending 2 running", "success 1 executed");
        assertThat(prompt.watch.historyBody()).contains(Recorded.reply("history-success.json"));
    }

    @ParameterizedTest
    @CsvSource({"599.999, PENDING", "600, MAX_WAIT"})
    void anExecutionEndsAtItsMaximumWaitAndNotASecondLater(double seconds, Verdict verdict) {
        WatchedPrompt prompt = new WatchedPrompt(600, 0, 1800).posted();
        prompt.passes(100).looks("waiting");

        prompt.watch.sawExecutionStart();
        prompt.passes(seconds).looks("running");

        assertThat(prompt.watch.verdict()).isEqualTo(verdict);
    }

    @Test
    void withoutAnEventTheExecutionCountsFromTheLastLookThatSawItWaiting() {
        WatchedPrompt prompt = new WatchedPrompt(600, 0, 1800).posted();
        prompt.passes(100).looks("waiting").passes(1.5).looks("running");

        assertThat(prompt.passes(598.4).watch.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(prompt.passes(0.1).watch.verdict()).isEqualTo(Verdict.MAX_WAIT);
    }

    @Test
    void looksThatFailedTakeAtMostOnePollFromTheExecution() {
        WatchedPrompt prompt = new WatchedPrompt(600, 0, 1800).posted();
        prompt.passes(2).looks("waiting").passes(90).looks("running");

        assertThat(prompt.passes(597.9).watch.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(prompt.passes(0.1).watch.verdict()).isEqualTo(Verdict.MAX_WAIT);
    }

    @Test
    void waitingInsideTheServerHasABoundOfItsOwn() {
        WatchedPrompt prompt = new WatchedPrompt(600, 0, 1800).posted();

        assertThat(prompt.passes(1799).looks("waiting").watch.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(prompt.passes(1).looks("waiting").watch.verdict()).isEqualTo(Verdict.QUEUE_WAIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void historyIsAskedForExactlyAsOftenAsItMayBe(int most) {
        // Given
        WatchedPrompt prompt = new WatchedPrompt(600, most, 1800).posted();

        // When
        int requests = 0;
        while (prompt.watch.verdict() == Verdict.PENDING) {
            prompt.passes(2).looks("running");
            requests++;
        }

        // Then
        assertThat(requests).isEqualTo(most);
        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.ATTEMPT_LIMIT);
    }

    @Test
    void aLimitOfZeroNeverLimits() {
        WatchedPrompt prompt = new WatchedPrompt(600_000, 0, 1800).posted();

        for (int i = 0; i < 10_000; i++) {
            prompt.passes(2).looks("running");
        }

        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(prompt.watch.polls()).hasSize(1);
    }

    @Test
    void aRequestForTheHistoryThatGotNoAnswerIsCounted() {
        WatchedPrompt prompt = new WatchedPrompt(600, 2, 1800).posted();

        prompt.passes(2).looks("running").passes(2);
        prompt.watch.sawQueue(prompt.queue("running"));
        prompt.watch.noAnswer("Read timed out");

        assertThat(prompt.watch.historyAttempts()).isEqualTo(2);
        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.ATTEMPT_LIMIT);
    }

    @Test
    void aQueueThatGotNoAnswerIsNoRequestForTheHistory() {
        WatchedPrompt prompt = new WatchedPrompt(600, 1, 1800).posted();

        prompt.passes(2).watch.noAnswer("Connection refused");

        assertThat(prompt.watch.historyAttempts()).isZero();
        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.PENDING);
    }

    @Test
    void theAttemptLimitCountsMoreThanTheTime() {
        WatchedPrompt prompt = new WatchedPrompt(600, 1, 1800).posted();

        assertThat(prompt.passes(5_000).looks("running").watch.verdict()).isEqualTo(Verdict.ATTEMPT_LIMIT);
    }

    @Test
    void looksAreOnePollApartFromThePostOn() {
        WatchedPrompt prompt = new WatchedPrompt(600, 0, 1800).posted();
        assertThat(prompt.watch.pauseBeforeNextLook(POLL)).isEqualTo(POLL);

        prompt.passes(2).looks("running").passes(0.3);

        assertThat(prompt.watch.pauseBeforeNextLook(POLL)).isEqualTo(Duration.ofMillis(1_700));
        assertThat(prompt.watch.pauseBeforeNextLook(Duration.ofSeconds(1))).isEqualTo(Duration.ofMillis(700));
        assertThat(prompt.passes(9).watch.pauseBeforeNextLook(POLL)).isZero();
    }

    @Test
    void thePauseEndsAtTheDeadline() {
        WatchedPrompt prompt = new WatchedPrompt(10, 0, 1800).posted();
        prompt.watch.sawExecutionStart();

        prompt.passes(9).looks("running");

        assertThat(prompt.watch.pauseBeforeNextLook(POLL)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aResumedPromptIsLookedAtAtOnce() {
        assertThat(new WatchedPrompt(600, 0, 1800).watch.pauseBeforeNextLook(POLL))
                .isZero();
    }

    @Test
    void aSuccessThatCameWithTheLimitIsASuccess() {
        WatchedPrompt prompt = new WatchedPrompt(10, 0, 1800).posted();
        prompt.watch.sawExecutionStart();
        prompt.passes(11).looks("running");
        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.MAX_WAIT);

        prompt.ends("history-success.json");

        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.ENDED);
    }

    @Test
    void ourOwnInterruptAfterTheLimitDoesNotHideTheLimit() {
        WatchedPrompt prompt = new WatchedPrompt(10, 0, 1800).posted();
        prompt.watch.sawExecutionStart();
        prompt.passes(11).looks("running");
        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.MAX_WAIT);

        prompt.ends("history-interrupted.json");

        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.MAX_WAIT);
    }

    @Test
    void postingAgainBeginsTheWaitAnew() {
        WatchedPrompt prompt = new WatchedPrompt(600, 0, 100).posted();
        prompt.passes(90).watch.posted(new PromptReply.Doubtful("the server answered 500"));

        assertThat(prompt.passes(90).watch.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(prompt.watch.polls()).extracting(poll -> poll.message()).containsExactly("the server answered 500");
    }

    @Test
    void anExecutionThatFallsSilentIsGivenUpBeforeItsDeadlineAndInItsOwnWords() {
        // Given
        WatchedPrompt prompt = new WatchedPrompt(600, 0, 1800).posted();
        prompt.usualStep = Duration.ofSeconds(20);
        prompt.passes(2).looks("running");
        prompt.watch.sawExecutionStart();

        // When
        prompt.passes(100).watch.pulse().socketHeard();
        Verdict atFiveTimes = prompt.looks("running").watch.verdict();
        prompt.passes(0.1).looks("running");

        // Then
        assertThat(atFiveTimes).isEqualTo(Verdict.PENDING);
        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.SILENT);
        prompt.watch.pulse().stepped("5");
        assertThat(prompt.watch.verdict()).as("it was given up").isEqualTo(Verdict.SILENT);
        assertThat(prompt.watch.silence()).contains("no progress for 100.1 s");
    }

    @Test
    void aPromptThatIsExecutedForSureIsLookedForInTheHistoryAlone() {
        // Given
        WatchedPrompt prompt = new WatchedPrompt(600, 3, 1800).posted();
        assertThat(prompt.watch.wantsQueue()).isTrue();
        prompt.passes(2).looks("running");
        prompt.watch.sawExecutionStart();

        // When
        boolean wanted = prompt.watch.wantsQueue();
        prompt.passes(2).watch.sawHistory("{}");
        Duration pause = prompt.watch.pauseBeforeNextLook(POLL);
        prompt.passes(2).watch.noAnswer("Read timed out");

        // Then
        assertThat(wanted).isFalse();
        assertThat(pause).isEqualTo(POLL);
        assertThat(prompt.watch.polls())
                .extracting(poll -> poll.status() + " " + poll.count())
                .containsExactly("pending 2", "error 1");
        assertThat(prompt.watch.historyAttempts()).isEqualTo(3);
        assertThat(prompt.watch.verdict()).isEqualTo(Verdict.ATTEMPT_LIMIT);
    }

    @Test
    void aPromptWhoseEndWasHeardAndThatHasNoHistoryIsLookedForInTheQueueAgain() {
        WatchedPrompt prompt = new WatchedPrompt(600, 0, 1800).posted();
        prompt.passes(2).looks("running");
        prompt.watch.sawExecutionStart();

        prompt.watch.pulse().ended();

        assertThat(prompt.watch.wantsQueue()).isTrue();
        assertThat(prompt.looks("absent").looks("absent").watch.verdict()).isEqualTo(Verdict.LOST);
    }
}
