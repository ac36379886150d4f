package io.showrunner.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.fleet.InstanceState;
import io.showrunner.fleet.InstanceView;
import io.showrunner.writer.ReplyOutcome;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyWarningsTest {
    private final List<String> lines = new ArrayList<>();
    private final EarlyWarnings warnings = new EarlyWarnings(5, Duration.ofMinutes(2), lines::add);

    @Test
    void threePromptsOfFiveAreSaidOnceWithTheServerTheFigureTheBoundAndWhatToDo() {
        depths(1, 2, 3, 3, 4, 3);

        assertThat(lines).singleElement().satisfies(line -> assertThat(line)
                .startsWith("early warning: instance=gpu0 queue=3 of 5 (60 %)")
                .contains("showrunner.fleet.max-queue-depth"));
    }

    @Test
    void aQueueThatWasShortInBetweenIsSaidAgain() {
        depths(3, 2, 3);

        assertThat(lines).hasSize(2);
    }

    @Test
    void aQueueThatIsFullAtOnceIsNoEarlyWarning() {
        depths(5, 4, 3);

        assertThat(lines).isEmpty();
    }

    @Test
    void anAnswerOf92SecondsOf120IsSaidOnceWithTheModelTheFigureTheBoundAndWhatToDo() {
        answers(89, 92, 100, 85, 92);

        assertThat(lines).singleElement().satisfies(line -> assertThat(line)
                .startsWith("early warning: provider=lm-studio answer=92 s of 120 s (77 %)")
                .contains("showrunner.llm.timeout"));
    }

    @Test
    void aModelThatWasFasterInBetweenIsSaidAgain() {
        answers(92, 60, 92);

        assertThat(lines).hasSize(2);
    }

    @Test
    void whatIsGivenUpIsNoEarlyWarning() {
        warnings.replied("lm-studio", ReplyOutcome.TIMEOUT, Duration.ofMinutes(2));

        assertThat(lines).isEmpty();
    }

    private void depths(int... depths) {
        for (int depth : depths) {
            warnings.saw(new InstanceView(
                    "gpu0",
                    URI.create("http://127.0.0.1:8188"),
                    InstanceState.UP,
                    2,
                    0,
                    depth,
                    null,
                    null,
                    null,
                    null,
                    null));
        }
    }

    private void answers(int... seconds) {
        for (int each : seconds) {
            warnings.replied("lm-studio", ReplyOutcome.ANSWERED, Duration.ofSeconds(each));
        }
    }
}
