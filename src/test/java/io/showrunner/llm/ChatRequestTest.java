package io.showrunner.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class ChatRequestTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Test
    void isWhatOpenAiCompatibleServersTake() throws JsonProcessingException {
        ChatRequest request = request("Write \"a\" story");

        assertThat(MAPPER.readTree(request.toJson())).isEqualTo(MAPPER.readTree("""
                {"model": "mistral-7b", "messages": [{"role": "user", "content": "Write \\"a\\" story"}],
                 "temperature": 0.35, "max_tokens": 500, "seed": 42, "stream": false,
                 "response_format": {"type": "json_schema",
                   "json_schema": {"name": "scene", "strict": true, "schema": {"type": "object"}}}}
                """));
    }

    @Test
    void canLeaveOutTheResponseFormat() throws JsonProcessingException {
        JsonNode plain =
                MAPPER.readTree(request("Write").withoutResponseFormat().toJson());

        assertThat(plain.has("response_format")).isFalse();
        assertThat(plain.path("max_tokens").asInt()).isEqualTo(500);
    }

    @Test
    void canAskForAReplyTokenByToken() throws JsonProcessingException {
        JsonNode streamed = MAPPER.readTree(
                request("Write").streamed().withoutResponseFormat().toJson());

        assertThat(streamed.path("stream").asBoolean()).isTrue();
        assertThat(streamed.at("/stream_options/include_usage").asBoolean()).isTrue();
    }

    @Test
    void asksForNoThoughtsAsTheServerUnderstandsIt() throws JsonProcessingException {
        JsonNode ollama = MAPPER.readTree(
                request("Write").withoutThoughts(Thoughts.REASONING).toJson());
        JsonNode llamaServer = MAPPER.readTree(request("Write")
                .withoutThoughts(Thoughts.REASONING_CONTENT)
                .withMaxTokens(2000)
                .withoutResponseFormat()
                .toJson());

        assertThat(ollama.path("reasoning_effort").asText()).isEqualTo("none");
        assertThat(ollama.has("chat_template_kwargs")).isFalse();
        assertThat(llamaServer.at("/chat_template_kwargs/enable_thinking").isBoolean())
                .isTrue();
        assertThat(llamaServer.at("/chat_template_kwargs/enable_thinking").asBoolean())
                .isFalse();
        assertThat(llamaServer.has("reasoning_effort")).isFalse();
        assertThat(llamaServer.path("max_tokens").asInt()).isEqualTo(2000);
    }

    @Test
    void refusesWhatNoServerTakes() {
        JsonNode schema = MAPPER.createObjectNode();

        assertThatThrownBy(() -> new ChatRequest("m", "x", 0.3, 0, 42, null, null))
                .hasMessageContaining("maxTokens");
        assertThatThrownBy(() -> new ChatRequest("m", "x", 0.3, 1, 42, " ", schema))
                .hasMessageContaining("schemaName");
        assertThatThrownBy(() -> new ChatRequest(null, "x", 0.3, 1, 42, null, null))
                .hasMessageContaining("model");
    }

    private static ChatRequest request(String message) {
        return new ChatRequest(
                "mistral-7b",
                message,
                0.35,
                500,
                42,
                "scene",
                MAPPER.createObjectNode().put("type", "object"));
    }
}
