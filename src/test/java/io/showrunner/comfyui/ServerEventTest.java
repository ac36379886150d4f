package io.showrunner.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.comfyui.ServerEvent.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerEventTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"type": "execution_start", "data": {"prompt_id": "p", "timestamp": 1}}            | STARTED | ''
                    {"type": "executing", "data": {"node": null, "prompt_id": "p"}}                    | ENDED   | ''
                    {"type": "executing", "data": {"node": "5", "prompt_id": "p"}}                     | TICK    | 5
                    {"type": "progress", "data": {"value": 3, "max": 20, "prompt_id": "p", "node": "5"}} | TICK  | 5
                    {"type": "progress", "data": {"value": 3, "max": 20, "prompt_id": "p"}}            | TICK    | ''
                    """)
    void theCourseOfAPromptIsUnderstood(String frame, Kind kind, String node) {
        assertThat(ServerEvent.parse(frame)).contains(new ServerEvent(kind, "p", node, 0, 0));
    }

    @Test
    void theFilesThatANodeHasWrittenAreUnderstood() {
        String frame =
                "{\"type\": \"executed\", \"data\": {\"node\": \"7\", \"prompt_id\": \"p\", \"output\": {\"images\":"
                        + " [{\"filename\": \"a.png\", \"subfolder\": \"s\", \"type\": \"output\"}]}}}";

        assertThat(ServerEvent.parse(frame))
                .contains(new ServerEvent(Kind.WROTE, "p", "7", 0, 0, List.of(new ServerFile("a.png", "s", "output"))));
    }

    @Test
    void theLengthOfTheQueueIsUnderstood() {
        String frame = "{\"type\": \"status\", \"data\": {\"status\": {\"exec_info\": {\"queue_remaining\": 7}}}}";

        assertThat(ServerEvent.parse(frame)).contains(new ServerEvent(Kind.QUEUE, "", "", 0, 7));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                                               | ''  | 0
                    {"1": {"state": "finished", "value": 1, "max": 1}}                               | ''  | 1
                    {"1": {"state": "finished", "max": 0}, "2": {"state": "running", "value": 5, "max": 20}} | 2 | 1.25
                    {"2": {"state": "running", "value": NaN, "max": 20}}                             | 2   | 0
                    {"2": {"state": "running", "value": 40, "max": 20}}                              | 2   | 1
                    """)
    void progressIsTheNodesThatAreDoneAndAFractionOfTheRunningOne(String nodes, String running, double nodesDone) {
        String frame = "{\"type\": \"progress_state\", \"data\": {\"prompt_id\": \"p\", \"nodes\": " + nodes + "}}";

        assertThat(ServerEvent.parse(frame)).contains(new ServerEvent(Kind.PROGRESS, "p", running, nodesDone, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"status\", \"data\": {\"status\": {\"exec_info\": {\"queue_remaining\": -1}}}}",
                "{\"type\": \"status\", \"data\": {\"sid\": \"s\"}}",
                "{\"type\": \"crystools.monitor\", \"data\": {\"prompt_id\": \"p\"}}",
                "{\"type\": \"execution_start\", \"data\": null}",
                "{\"type\": \"executed\", \"data\": {\"prompt_id\": \"p\", \"node\": \"7\", \"output\": null}}",
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
