package io.showrunner.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueViewTest {
    private static final String RUNNING = "a0000000-0000-4000-8000-000000000011";

    @Test
    void waitingPromptsComeInTheOrderInWhichTheyWillRun() {
        QueueView queue = QueueView.read(Recorded.reply("queue-in-heap-order.json"));

        assertThat(queue.pending())
                .extracting(QueueView.Item::number)
                .containsExactly(-1000.0, -15.0, 0.0, 0.0, 1.5, 12.0);
        assertThat(queue.pending().get(2).promptId())
                .endsWith("a")
                .isLessThan(queue.pending().get(3).promptId());
    }

    @Test
    void tellsRunningFromWaitingFromUnknown() {
        QueueView queue = QueueView.read(Recorded.reply("queue-in-heap-order.json"));

        assertThat(queue.isRunning(RUNNING)).isTrue();
        assertThat(queue.isRunning("a0000000-0000-4000-8000-000000000004")).isFalse();
        assertThat(queue.contains("a0000000-0000-4000-8000-000000000004")).isTrue();
        assertThat(queue.contains(Recorded.PROMPT_ID)).isFalse();
        assertThat(queue.depth()).isEqualTo(7);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"queue_running\": []}", "<html>", "{\"queue_running\""})
    void somethingElseIsNotAQueue(String body) {
        assertThatThrownBy(() -> QueueView.read(body))
                .isInstanceOf(UnreadableReply.class)
                .hasMessageStartingWith("the reply of /queue");
    }

    @Test
    void theDepthIsReadFromTheCheapReply() {
        assertThat(QueueDepth.read("{\"exec_info\": {\"queue_remaining\": 6}}")).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"exec_info\": {\"queue_remaining\": \"6\"}}",
                "{\"exec_info\": {\"queue_remaining\": -1}}"
            })
    void aDepthThatIsNotThereIsNotInvented(String body) {
        assertThatThrownBy(() -> QueueDepth.read(body)).isInstanceOf(UnreadableReply.class);
    }
}
