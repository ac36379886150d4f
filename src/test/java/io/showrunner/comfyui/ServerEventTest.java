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
                    {"type": "execution_start", "data": {"prompt_id": "p", "timestamp": 1}} | STARTED | 0
                    {"type": "executing", "data": {"node": null, "prompt_id": "p"}}         | ENDED   | 0
                    """)
    void theCourseOfAPromptIsUnderstood(String frame, Kind kind, double nodesDone) {
        assertThat(ServerEvent.parse(frame)).contains(new ServerEvent("p", kind, nodesDone));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                                               | 0
                    {"1": {"state": "finished", "value": 1, "max": 1}}                               | 1
                    {"1": {"state": "finished", "max": 0}, "2": {"state": "running", "value": 5, "max": 20}} | 1.25
                    {"2": {"state": "running", "value": NaN, "max": 20}}                             | 0
                    {"2": {"state": "running", "value": 40, "max": 20}}                              | 1
                    """)
    void progressIsTheNodesThatAreDoneAndAFractionOfTheRunningOne(String nodes, double nodesDone) {
        String frame = "{\"type\": \"progress_state\", \"data\": {\"prompt_id\": \"p\", \"nodes\": " + nodes + "}}";

        assertThat(ServerEvent.parse(frame)).contains(new ServerEvent("p", Kind.PROGRESS, nodesDone));
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
