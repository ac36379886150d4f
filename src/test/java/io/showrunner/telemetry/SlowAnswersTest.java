package io.showrunner.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.writer.ReplyOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowAnswersTest {
    private final SlowAnswers answers = new SlowAnswers(List.of("lm-studio", "ollama"));

    @ParameterizedTest
    @CsvSource({"ANSWERED,119.9,0", "ANSWERED,120,1", "FAILED,120,1", "TIMEOUT,30,1", "REFUSED,1,0"})
    void twoMinutesAreSlowAndNoAnswerInTimeIsToo(ReplyOutcome outcome, double seconds, long slow) {
        answers.replied("ollama", outcome, Duration.ofMillis((long) (seconds * 1000)));

        assertThat(answers.counts().get("ollama").sum()).isEqualTo(slow);
        assertThat(answers.counts().get("lm-studio").sum()).isZero();
    }
}
