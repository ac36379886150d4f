package io.showrunner.simulator.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.simulator.SimulatedCard;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model of 14 GB on a card of 24 GB that it shares. */
class SharedCardTest {
    private static final int MODEL_MB = 14_000;

    private final SimulatedCard card = new SimulatedCard(24_000);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    OLLAMA    | mistral:latest | /api/ps        | /api/generate         | {"model": "mistral:latest", "keep_alive": 0}
                    LM_STUDIO | mistralai/mistral-7b-instruct-v0.3 | /api/v1/models | /api/v1/models/unload | {"instance_id": "mistralai/mistral-7b-instruct-v0.3"}
                    """)
    void theFirstRequestLoadsTheModelAndItStaysUntilItIsUnloaded(
            Flavour flavour, String model, String list, String unload, String body) {
        try (LlmSimulator llm = start(flavour)) {
            // Given
            ChatClient client = new ChatClient(llm.url(), model);
            String none = client.get(list).body();
            assertThat(card.heldBy(flavour.name())).isZero();

            // When
            HttpResponse<String> written = client.post(client.storyRequest("3 scenes", 3));

            // Then
            assertThat(written.statusCode()).isEqualTo(200);
            assertThat(card.heldBy(flavour.name())).isEqualTo(MODEL_MB);
            assertThat(client.get(list).body()).isNotEqualTo(none);

            // When
            HttpResponse<String> unloaded = client.post(llm.baseUrl().resolve(unload), body);

            // Then
            assertThat(unloaded.statusCode()).isEqualTo(200);
            assertThat(card.heldBy(flavour.name())).isZero();
            assertThat(client.get(list).body()).isEqualTo(none);
        }
    }

    @ParameterizedTest
    @CsvSource({"OLLAMA, mistral:latest", "LM_STUDIO, mistralai/mistral-7b-instruct-v0.3", "LLAMA_SERVER, any"})
    void aModelThatFindsNoRoomAnswersWithAnError(Flavour flavour, String model) {
        card.hold("ComfyUI", 12_000);
        try (LlmSimulator llm = start(flavour)) {
            ChatClient client = new ChatClient(llm.url(), model);

            assertThat(client.post(client.storyRequest("3 scenes", 3)).statusCode())
                    .isEqualTo(500);
            assertThat(card.refusals()).hasSize(1);
        }
    }

    private LlmSimulator start(Flavour flavour) {
        return LlmSimulator.start(
                LlmOptions.builder(flavour).card(card, MODEL_MB).build());
    }
}
