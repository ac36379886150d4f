package io.showrunner.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptGuardTest {
    private static final String GOOD = """
            {"1": {"class_type": "EmptyImage", "inputs": {"width": 8}},
             "2": {"class_type": "SaveImage", "inputs": {"images": ["1", 0], "filename_prefix": "a"}}}""";

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
                    {};                                                             the workflow is not an object of nodes
                    [];                                                             the workflow is not an object of nodes
                    {"1": 5};                                                       node 1 is not an object
                    {"1": {"class_type": "A"}};                                     node 1 has no inputs object
                    {"1": {"class_type": "A", "inputs": null}};                     node 1 has no inputs object
                    {"1": {"class_type": "A", "inputs": []}};                       node 1 has no inputs object
                    {"1": {"inputs": {}}};                                          node 1 has no class_type
                    {"1": {"class_type": "", "inputs": {}}};                        node 1 has no class_type
                    {"1": {"class_type": 7, "inputs": {}}};                         node 1 has no class_type
                    {"1": {"class_type": "A", "inputs": {"x": [1, 0]}}};            node 1, input x: a list must be a link
                    {"1": {"class_type": "A", "inputs": {"x": ["1"]}}};             node 1, input x: a list must be a link
                    {"1": {"class_type": "A", "inputs": {"x": [1, 2, 3]}}};         node 1, input x: a list must be a link
                    {"1": {"class_type": "A", "inputs": {"x": ["9", 0]}}};          node 1, input x: linked to node 9, which does not exist
                    {"1": {"class_type": "A", "inputs": {"x": ["1", -1]}}};         node 1, input x: slot -1 of a link is negative
                    {"1": {"class_type": "A", "inputs": {"x": ["1", 0]}}};          nodes 1 depend on each other in a circle
                    {"nodes": [], "links": []};                                     Workflow > Export (API)
                    {"nodes": [], "last_node_id": 9};                               Workflow > Export (API)
                    """)
    void whatWouldHarmTheServerIsNamed(String prompt, String problem) throws Exception {
        assertThat(PromptGuard.problems(json(prompt)))
                .singleElement()
                .asString()
                .contains(problem);
    }

    @Test
    void aLongCircleIsFoundWithoutItsInnocentNeighbours() throws Exception {
        // Given
        ObjectNode prompt = json(GOOD).deepCopy();
        for (int i = 10; i < 4_000; i++) {
            String next = String.valueOf(i == 3_999 ? 3_990 : i + 1);
            prompt.putObject(String.valueOf(i))
                    .put("class_type", "A")
                    .putObject("inputs")
                    .putArray("x")
                    .add(next)
                    .add(0);
        }

        // When
        var problems = PromptGuard.problems(prompt);

        // Then
        assertThat(problems).singleElement().asString().contains("3990, 3991").doesNotContain("nodes 1,");
    }

    @Test
    void aWrappedListAndAGoodLinkPass() throws Exception {
        ObjectNode prompt = json(GOOD).deepCopy();
        prompt.withObject("/1/inputs")
                .putObject("color")
                .putArray("__value__")
                .add(1)
                .add(2);

        assertThat(PromptGuard.problems(prompt)).isEmpty();
    }

    @Test
    void theBodyCarriesIdsLabelAndFront() throws Exception {
        // Given
        ObjectNode label = json("{\"storyId\": \"story-a\"}").deepCopy();
        PromptRequest request = new PromptRequest(json(GOOD).deepCopy(), Recorded.PROMPT_ID, "client", label, true);

        // When
        JsonNode body = json(request.body());

        // Then
        assertThat(body.path("prompt")).isEqualTo(json(GOOD));
        assertThat(body.path("prompt_id").asText()).isEqualTo(Recorded.PROMPT_ID);
        assertThat(body.path("client_id").asText()).isEqualTo("client");
        assertThat(body.at("/extra_data/extra_pnginfo/showrunner/storyId").asText())
                .isEqualTo("story-a");
        assertThat(body.path("front").asBoolean()).isTrue();
    }

    @Test
    void aPoisonPromptIsNeverMadeIntoARequest() throws Exception {
        ObjectNode poison =
                json("{\"1\": {\"class_type\": \"A\", \"inputs\": null}}").deepCopy();

        assertThatThrownBy(() -> new PromptRequest(poison, Recorded.PROMPT_ID, "c", poison, false))
                .hasMessageContaining(Recorded.PROMPT_ID)
                .hasMessageContaining("stops the server's worker");
    }

    @ParameterizedTest
    @CsvSource({"7F1C2A9E-5B1D-4C68-9A37-2F0F5D1F3B10", "1-1-1-1-1"})
    void anIdThatANewerServerRefusesIsRefused(String promptId) {
        assertThatThrownBy(() -> new PromptRequest(
                        json(GOOD).deepCopy(), promptId, "c", json("{}").deepCopy(), false))
                .hasMessageContaining("not a canonical prompt id");
    }

    private static JsonNode json(String text) throws Exception {
        return JsonMapper.builder().build().readTree(text);
    }
}
