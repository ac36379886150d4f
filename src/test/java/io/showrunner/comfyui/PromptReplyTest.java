package io.showrunner.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.comfyui.PromptReply.Accepted;
import io.showrunner.comfyui.PromptReply.Doubtful;
import io.showrunner.comfyui.PromptReply.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptReplyTest {

    @Test
    void aWholePromptIsAccepted() {
        assertThat(read(200, "prompt-accepted.json")).isEqualTo(new Accepted(Recorded.PROMPT_ID, 12));
    }

    @Test
    void aNumberThatIsNoNumberIsStillAccepted() {
        assertThat(read(200, "prompt-accepted-number-nan.json")).isInstanceOf(Accepted.class);
    }

    @Test
    void aPromptTakenWithoutItsInvalidPartsIsAFailureToBeDeletedOnTheServer() {
        assertThat(read(200, "prompt-accepted-without-invalid-output.json"))
                .isEqualTo(new Rejected(
                        "the server took the prompt without its invalid parts: node 9 (SaveImage):"
                                + " Required input is missing, images",
                        Recorded.PROMPT_ID));
    }

    @Test
    void aServerThatIgnoresOurIdIsTooOld() {
        assertThat(read(200, "prompt-accepted-under-own-id.json"))
                .isEqualTo(new Rejected(
                        "the server gave the prompt an id of its own; it needs ComfyUI 0.3.45 or newer",
                        "0b7e5d1e-9f5c-4d3e-8d0f-6a1d2c3b4a59"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rejected-no-prompt.json          | No prompt provided
                    rejected-unknown-class.json      | node WriteDoneMarker|pysssss does not exist., Node ID '#9'
                    rejected-class-type-missing.json | a node is missing the class_type property., Node ID '#1'
                    rejected-no-outputs.json         | Prompt has no outputs
                    rejected-invalid-prompt-id.json  | prompt_id must be a UUID, abc
                    rejected-cycle.json              | Prompt outputs failed validation
                    """, maxCharsPerColumn = 200, quoteCharacter = '~')
    void aRejectionWithoutNodesSaysTheServersReason(String file, String words) {
        assertThat(read(400, file)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.message())
                    .startsWith("the server rejected the prompt: ")
                    .contains(words);
            assertThat(rejected.queuedAs()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node 7 (SaveImage): Required input is missing, images",
                "node 6 (VAEDecode): Bad linked input, must be a length-2 list of [node_id, slot_index], samples",
                "node 6 (VAEDecode): Return type mismatch between linked nodes, samples, received_type(IMAGE)",
                "node 5 (KSampler): Failed to convert an input value to a INT value, seed, abc",
                "node 5 (KSampler): Value 0 smaller than min of 1, steps",
                "node 5 (KSampler): Value 200.0 bigger than max of 100.0, cfg",
                "node 1 (ImageOnlyCheckpointLoader): Value not in list, ckpt_name: 'svd_xt.safetensors' not in []",
                "node 2 (LoadImage): Custom validation failed for node, image - Invalid image file: example.png",
                "node 3 (VideoLinearCFGGuidance): Exception when validating inner node, '99'"
            })
    void everyErrorOfEveryNodeIsOneReadablePart(String words) {
        assertThat(read(400, "rejected-node-errors.json"))
                .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.message())
                        .contains(words)
                        .doesNotContain("traceback"));
    }

    @ParameterizedTest
    @CsvSource({"500, prompt-500.txt", "503, prompt-500.txt", "429, prompt-500.txt", "200, prompt-500.txt"})
    void anAnswerThatProvesNothingLeavesADoubt(int status, String file) {
        assertThat(read(status, file)).isInstanceOfSatisfying(Doubtful.class, doubt -> assertThat(doubt.message())
                .contains("500 Internal Server Error"));
    }

    @Test
    void aReplyWithoutIdLeavesADoubt() {
        assertThat(PromptReply.read(Recorded.PROMPT_ID, 200, "{}")).isInstanceOf(Doubtful.class);
        assertThat(PromptReply.read(Recorded.PROMPT_ID, 200, null)).isInstanceOf(Doubtful.class);
    }

    @ParameterizedTest
    @CsvSource({
        "413, Maximum request body size, larger than its --max-upload-size",
        "404, 404: Not Found, is there a ComfyUI at this address?",
        "403, '', not its own"
    })
    void aRequestThatTheServerRefusesIsNotRepeated(int status, String body, String words) {
        assertThat(PromptReply.read(Recorded.PROMPT_ID, status, body))
                .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.message())
                        .contains(String.valueOf(status), words));
    }

    @Test
    void aBadRequestThatCannotBeReadIsStillARejection() {
        assertThat(PromptReply.read(Recorded.PROMPT_ID, 400, "<html>no</html>"))
                .isEqualTo(new Rejected("the server rejected the prompt: <html>no</html>", null));
    }

    private static PromptReply read(int status, String file) {
        return PromptReply.read(Recorded.PROMPT_ID, status, Recorded.reply(file));
    }
}
