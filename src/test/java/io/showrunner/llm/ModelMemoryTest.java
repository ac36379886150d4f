package io.showrunner.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelMemoryTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    OLLAMA        | {"models": [{"name": "mistral:latest", "size_vram": 5137025024}]}                   | mistral:latest
                    OLLAMA        | {"models": [{"name": "llama3.2:latest"}]}                                           | ''
                    OLLAMA        | {"models": []}                                                                      | ''
                    LM_STUDIO     | {"models": [{"key": "mistral", "loaded_instances": [{"id": "mistral:2"}]}]}         | mistral:2
                    LM_STUDIO     | {"models": [{"key": "mistral", "loaded_instances": []}]}                            | ''
                    LM_STUDIO_OLD | {"data": [{"id": "mistral", "state": "loaded"}, {"id": "nomic", "state": "loaded"}]} | mistral
                    LM_STUDIO_OLD | {"data": [{"id": "mistral", "state": "not-loaded"}]}                                | ''
                    """)
    void onlyTheModelThatIsAskedForCounts(ModelMemory memory, String answer, String name) {
        assertThat(memory.loaded(200, answer, "mistral")).contains(name.isEmpty() ? List.of() : List.of(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    200 | {"error": "Unexpected endpoint or method. (GET /api/ps)"}
                    404 | {"error": {"code": 404, "message": "File Not Found"}}
                    404 | 404 page not found
                    500 | {"models": []}
                    """)
    void whatAnotherServerAnswersIsNoList(int status, String answer) {
        assertThat(ModelMemory.OLLAMA.loaded(status, answer, "mistral")).isEqualTo(Optional.empty());
    }

    @Test
    void eachServerIsToldInItsOwnWords() {
        assertThat(ModelMemory.OLLAMA.unloadBody("mistral:latest"))
                .isEqualTo("{\"model\":\"mistral:latest\",\"keep_alive\":0}");
        assertThat(ModelMemory.LM_STUDIO.unloadBody("mistral:2")).isEqualTo("{\"instance_id\":\"mistral:2\"}");
        assertThat(ModelMemory.LM_STUDIO_OLD.canUnload()).isFalse();
    }
}
