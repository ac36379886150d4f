package io.showrunner.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.comfyui.ServerEvent.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerEventTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"type": "execution_start", "data": {"prompt_id": "p", "timestamp": 1}}           | STARTED  | 0 | 0
                    {"type": "progress", "data": {"value": 3, "max": 20, "prompt_id": "p"}}           | PROGRESS | 3 | 20
                    {"type": "executing", "data": {"node": null, "prompt_id": "p"}}                   | ENDED    | 0 | 0
                    {"type": "progress", "data": {"value": NaN, "max": 20, "prompt_id": "p"}}         | PROGRESS | 0 | 20
                    """)
    void theCourseOfAPromptIsUnderstood(String frame, Kind kind, int value, int max) {
        assertThat(ServerEvent.parse(frame)).contains(new ServerEvent("p", kind, value, max));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"executing\", \"data\": {\"node\": \"5\", \"prompt_id\": \"p\"}}",
                "{\"type\": \"status\", \"data\": {\"status\": {\"exec_info\": {\"queue_remaining\": 1}}}}",
                "{\"type\": \"crystools.monitor\", \"data\": {\"prompt_id\": \"p\"}}",
                "{\"type\": \"execution_start\", \"data\": null}",
                "[]",
                "{",
                ""
            })
    void anythingElseSaysNothing(String frame) {
        assertThat(ServerEvent.parse(frame)).isEmpty();
    }

    @Test
    void anExecutionThatNamesNoNodeAtAllHasNotEnded() {
        assertThat(ServerEvent.parse("{\"type\": \"executing\", \"data\": {\"prompt_id\": \"p\"}}"))
                .isEmpty();
    }
}
