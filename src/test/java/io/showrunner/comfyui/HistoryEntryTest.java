package io.showrunner.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.comfyui.HistoryEntry.End;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryEntryTest {

    @Test
    void aSuccessHasItsTimesAndTheFilesOfEachNode() {
        HistoryEntry entry = read("history-success.json");

        assertThat(entry.end()).isEqualTo(End.SUCCESS);
        assertThat(entry.failure()).isNull();
        assertThat(entry.cachedNodes()).isEmpty();
        assertThat(entry.start()).isEqualTo(Instant.ofEpochMilli(1763000000000L));
        assertThat(entry.finished()).isEqualTo(Instant.ofEpochMilli(1763000052500L));
        assertThat(entry.filesOf("7"))
                .extracting(ServerFile::filename)
                .containsExactly("frame_00001_.png", "frame_00002_.png");
        assertThat(entry.filesOf("16")).hasSize(1);
        assertThat(entry.filesOf("99")).isEmpty();
    }

    @Test
    void cachedNodesAreNamed() {
        assertThat(read("history-cached.json").cachedNodes()).containsExactlyInAnyOrder("5", "6", "7");
    }

    @Test
    void filesAreFoundUnderAnyKey() {
        assertThat(read("history-other-keys.json").filesOf("7"))
                .containsExactly(
                        new ServerFile("clip_00001.mp4", "", "temp"), new ServerFile("sound.flac", "", "output"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    history-node-error.json      | ERROR       | false | false | node 5 (KSampler): RuntimeError: mat1 and mat2 shapes cannot be multiplied (77x768 and 1024x320)
                    history-oom.json             | ERROR       | true  | false | node 5 (KSampler): torch.cuda.OutOfMemoryError: Allocation on device
                    history-oom-newer-torch.json | ERROR       | true  | false | node 5 (KSampler): torch.OutOfMemoryError: Allocation on device
                    history-disk-full.json       | ERROR       | false | true  | node 7 (SaveImage): OSError: [Errno 28] No space left on device
                    history-interrupted.json     | INTERRUPTED | false | false | node 5 (KSampler): no reason given
                    """)
    void aFailureIsToldByItsLastMessage(String file, End end, boolean memory, boolean disk, String words) {
        HistoryEntry entry = read(file);

        assertThat(entry.end()).isEqualTo(end);
        assertThat(entry.failure().isOutOfMemory()).isEqualTo(memory);
        assertThat(entry.failure().isDiskFull()).isEqualTo(disk);
        assertThat(entry.failure().words()).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ID\": {\"outputs\": {}}}",
                "{\"ID\": {\"outputs\": {}, \"status\": null}}",
                "{\"ID\": {\"status\": {\"status_str\": \"success\", \"messages\": [[\"execution_error\", {}]]}}}"
            })
    void anEntryThatDoesNotSayThatItSucceededDidNot(String body) {
        HistoryEntry entry = HistoryEntry.read("ID", body).orElseThrow();

        assertThat(entry.end()).isEqualTo(End.ERROR);
        assertThat(entry.failure().words()).contains("no reason given");
    }

    @Test
    void thereIsNoEntryBeforeTheEnd() {
        assertThat(HistoryEntry.read(Recorded.PROMPT_ID, "{}")).isEmpty();
        assertThat(HistoryEntry.read("another", Recorded.reply("history-success.json")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "500 Internal Server Error"})
    void somethingElseIsNotAHistory(String body) {
        assertThatThrownBy(() -> HistoryEntry.read(Recorded.PROMPT_ID, body)).isInstanceOf(UnreadableReply.class);
    }

    private static HistoryEntry read(String file) {
        return HistoryEntry.read(Recorded.PROMPT_ID, Recorded.reply(file)).orElseThrow();
    }
}
