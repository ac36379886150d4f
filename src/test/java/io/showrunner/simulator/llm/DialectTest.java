package io.showrunner.simulator.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DialectTest {
    private LlmSimulator simulator;

    @AfterEach
    void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }

    @Test
    void lmStudioSaysOkToPathsItDoesNotKnow() {
        ChatClient client = start(LlmOptions.defaults());

        HttpResponse<String> health = client.get("/health");
        HttpResponse<String> post = client.post(simulator.baseUrl().resolve("/chat/completions"), "{}");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(post.statusCode()).isEqualTo(200);
        assertThat(post.body()).isEqualTo("{\"error\":\"Unexpected endpoint or method. (POST /chat/completions)\"}");
    }

    @Test
    void lmStudioTellsWhichModelIsLoaded() {
        JsonNode models = ChatClient.json(
                start(LlmOptions.defaults()).get("/api/v0/models").body());

        assertThat(models.path("data").findValuesAsText("state")).containsExactly("loaded", "not-loaded");
        assertThat(models.path("data").findValuesAsText("type")).containsExactly("llm", "embeddings");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    LM_STUDIO    | json_object | 400 | 'response_format.type' must be 'json_schema' or 'text'
                    LLAMA_SERVER | xml         | 400 | response_format type must be one of \\"text\\" or \\"json_object\\", but got: xml
                    OLLAMA       | xml         | 200 | chat.completion
                    LLAMA_SERVER | json_object | 200 | chat.completion
                    """, quoteCharacter = '~')
    void judgesTheResponseFormat(Flavour flavour, String type, int status, String text) {
        ChatClient client = start(LlmOptions.of(flavour));
        ObjectNode request = client.storyRequest("3 scenes", 3);
        request.putObject("response_format").put("type", type);

        assertAnswer(client.post(request), status, text);
    }

    @ParameterizedTest
    @CsvSource({
        "LM_STUDIO,400,'seed' must be an integer",
        "OLLAMA,400,cannot unmarshal string into Go struct field ChatCompletionRequest.seed of type int",
        "LLAMA_SERVER,400,Field 'seed': [json.exception.type_error.302] type must be number, but is string"
    })
    void refusesASeedThatIsText(Flavour flavour, int status, String text) {
        ChatClient client = start(LlmOptions.of(flavour));

        assertAnswer(client.post(client.storyRequest("3 scenes", 3).put("seed", "42")), status, text);
    }

    @ParameterizedTest
    @CsvSource({
        "LM_STUDIO,400,Invalid model identifier",
        "OLLAMA,404,try pulling it first",
        "LLAMA_SERVER,200,chat.completion"
    })
    void judgesTheModelName(Flavour flavour, int status, String text) {
        ChatClient client = start(LlmOptions.of(flavour));

        assertAnswer(client.post(client.storyRequest("3 scenes", 3).put("model", "o4-mini")), status, text);
    }

    @ParameterizedTest
    @CsvSource({
        "LM_STUDIO,400,Only user and assistant roles are supported!",
        "OLLAMA,200,chat.completion",
        "LLAMA_SERVER,200,chat.completion"
    })
    void judgesTheSystemRole(Flavour flavour, int status, String text) {
        ChatClient client = start(LlmOptions.of(flavour));
        ObjectNode request = client.storyRequest("3 scenes", 3);
        ((ArrayNode) request.path("messages"))
                .insertObject(0)
                .put("role", "system")
                .put("content", "Be brief.");

        assertAnswer(client.post(request), status, text);
    }

    @ParameterizedTest
    @CsvSource({
        "LM_STUDIO,400,greater than the context length (n_keep:",
        "OLLAMA,200,chat.completion",
        "LLAMA_SERVER,400,exceed_context_size_error"
    })
    void judgesAPromptThatIsTooLong(Flavour flavour, int status, String text) {
        ChatClient client =
                start(LlmOptions.builder(flavour).contextLength(1024).build());

        assertAnswer(client.post(client.storyRequest("word ".repeat(1000), 1)), status, text);
    }

    @Test
    void ollamaShortensAPromptThatIsTooLongAndCountsOnlyWhatIsLeft() {
        ChatClient client =
                start(LlmOptions.builder(Flavour.OLLAMA).contextLength(1024).build());

        JsonNode reply = ChatClient.json(
                client.post(client.storyRequest("word ".repeat(2000), 1)).body());

        assertThat(reply.at("/usage/prompt_tokens").asInt()).isEqualTo(1023);
        assertThat(reply.at("/usage/completion_tokens").asInt()).isEqualTo(1);
        assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    }

    @ParameterizedTest
    @EnumSource(
            value = Flavour.class,
            names = {"LM_STUDIO", "LLAMA_SERVER"})
    void cutsTheAnswerWhereTheContextEnds(Flavour flavour) {
        ChatClient client = start(LlmOptions.builder(flavour).contextLength(300).build());

        JsonNode reply = ChatClient.json(
                client.post(client.storyRequest("Write 3 scenes.", 3)).body());

        assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(reply.at("/usage/total_tokens").asInt()).isLessThanOrEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({
        "LM_STUDIO,400,invalid JSON",
        "OLLAMA,400,invalid_request_error",
        "LLAMA_SERVER,400,invalid_request_error"
    })
    void saysThatARequestIsNotJson(Flavour flavour, int status, String text) {
        ChatClient client = start(LlmOptions.of(flavour));

        assertAnswer(client.post(simulator.url(), "{\"model\": "), status, text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"type": "banana"}                                       | unrecognized type banana
                    {"type": "object", "properties": {"a": {"type": "x"}}}   | unrecognized type x
                    {"type": "array", "items": {"$ref": "#/$defs/a"}}        | cannot resolve $ref #/$defs/a
                    {"$ref": "scene.schema.json"}                            | unsupported $ref scene.schema.json
                    """)
    void llamaServerRefusesASchemaThatItCannotMakeAGrammarOf(String schema, String words) {
        ChatClient client = start(LlmOptions.of(Flavour.LLAMA_SERVER));
        ObjectNode request = client.storyRequest("3 scenes", 3);
        ((ObjectNode) request.at("/response_format/json_schema")).set("schema", ChatClient.json(schema));

        assertAnswer(client.post(request), 400, "JSON schema error at #: " + words);
    }

    @Test
    void llamaServerTellsOnlyItsHealthWithoutTheKey() {
        ChatClient client =
                start(LlmOptions.builder(Flavour.LLAMA_SERVER).apiKey("secret").build());

        assertThat(client.get("/health").statusCode()).isEqualTo(200);
        assertAnswer(client.get("/v1/models"), 401, "Invalid API Key");
        assertAnswer(client.get("/nowhere"), 401, "Invalid API Key");
    }

    @Test
    void saysThatNoModelIsLoaded() {
        ChatClient client =
                start(LlmOptions.builder(Flavour.LM_STUDIO).loaded(false).build());

        assertAnswer(client.post(client.storyRequest("3 scenes", 3)), 404, "No models loaded. Please load a model");
    }

    @Test
    void knowsOllamasOwnPaths() {
        ChatClient client = start(LlmOptions.of(Flavour.OLLAMA));

        assertThat(client.get("/").body()).isEqualTo("Ollama is running");
        assertThat(ChatClient.json(client.get("/api/version").body()).has("version"))
                .isTrue();
        assertThat(ChatClient.json(client.get("/api/tags").body())
                        .at("/models/0/name")
                        .asText())
                .isEqualTo("mistral:latest");
        assertThat(client.get("/api/v0/models").statusCode()).isEqualTo(404);
    }

    @Test
    void writesAStoryForACountAndASeed() {
        ChatClient client = start(LlmOptions.defaults());

        JsonNode story = ChatClient.json(client.post(simulator.directUrl(), "{\"sceneCount\": 4, \"seed\": 42}")
                .body());

        assertThat(story.path("scenes")).hasSize(4);
        assertThat(story.at("/scenes/0/title").asText()).isEqualTo("Idle Row");
    }

    @Test
    void keepsWhatWasAsked() {
        ChatClient client = start(LlmOptions.defaults());
        client.get("/v1/models");

        client.post(client.storyRequest("Premise: a baker", 2));

        List<ReceivedRequest> requests = simulator.requests();
        assertThat(requests).extracting(ReceivedRequest::number).containsExactly(0, 1);
        assertThat(requests.get(1).prompt()).isEqualTo("Premise: a baker");
        assertThat(requests.get(1).headers()).containsKey("content-type").doesNotContainKey("authorization");
    }

    @Test
    void namesThePortThatIsTaken() {
        start(LlmOptions.defaults());
        int port = simulator.baseUrl().getPort();

        assertThatThrownBy(() -> LlmSimulator.start(
                        LlmOptions.builder(Flavour.LM_STUDIO).port(port).build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("choose another port");
    }

    private ChatClient start(LlmOptions options) {
        simulator = LlmSimulator.start(options);
        return new ChatClient(simulator.url(), options.models().get(0));
    }

    private static void assertAnswer(HttpResponse<String> response, int status, String text) {
        assertThat(response.body()).contains(text);
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
