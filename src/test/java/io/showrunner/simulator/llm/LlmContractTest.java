package io.showrunner.simulator.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Showrunner relies on in a language model server; runs against the stand-in and against real servers. */
class LlmContractTest {
    private static final String PROMPT = """
            Write a short film as JSON with %d scenes.
            Genre: drama
            Mood: wistful
            Premise: a clock mender in a drowned village hears the church bell count down
            """;

    @RegisterExtension
    final ChatServer server = new ChatServer();

    @Test
    void listsItsModelsInOpenAiForm() {
        JsonNode list = ChatClient.json(server.client().get("/v1/models").body());

        assertThat(list.path("object").asText()).isEqualTo("list");
        assertThat(list.path("data"))
                .isNotEmpty()
                .allSatisfy(model -> assertThat(model.path("id").asText()).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void writesAsManyScenesAsTheSchemaAsksFor(int scenes) {
        ChatClient client = server.client();

        JsonNode story = ChatClient.json(client.content(client.storyRequest(PROMPT.formatted(scenes), scenes)));

        assertThat(violations(ChatClient.storySchema(scenes), story)).isEmpty();
        assertThat(story.path("scenes")).hasSize(scenes);
    }

    @Test
    void answersInTheShapeOfAChatCompletion() {
        ChatClient client = server.client();

        JsonNode reply = ChatClient.json(
                client.post(client.storyRequest(PROMPT.formatted(2), 2)).body());

        assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(reply.at("/choices/0/message/role").asText()).isEqualTo("assistant");
        assertThat(reply.at("/usage/prompt_tokens").asInt()).isPositive();
        assertThat(reply.at("/usage/completion_tokens").asInt()).isGreaterThan(50);
        assertThat(reply.at("/usage/total_tokens").asInt())
                .isEqualTo(reply.at("/usage/prompt_tokens").asInt()
                        + reply.at("/usage/completion_tokens").asInt());
    }

    @Test
    void cutsTheAnswerAtTheTokenLimitAndSaysSo() {
        ChatClient client = server.client();
        ObjectNode request = client.storyRequest(PROMPT.formatted(3), 3).put("max_tokens", 60);

        JsonNode reply = ChatClient.json(client.post(request).body());

        assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(reply.at("/usage/completion_tokens").asInt()).isLessThanOrEqualTo(60);
    }

    @Test
    void streamsWordsThatFitTheSchemaThenWhyTheyEndedWhatTheyTookAndDone() {
        ChatClient client = server.client();

        HttpResponse<String> response = client.post(streamed(client.storyRequest(PROMPT.formatted(2), 2)));

        List<JsonNode> chunks = ChatClient.chunks(response);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(response.body().stripTrailing()).endsWith("data: [DONE]");
        assertThat(chunks.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(violations(ChatClient.storySchema(2), ChatClient.json(ChatClient.words(chunks, "content"))))
                .isEmpty();
        assertThat(chunks)
                .filteredOn(chunk -> chunk.at("/choices/0/finish_reason").isTextual())
                .singleElement()
                .satisfies(
                        chunk -> assertThat(chunk.at("/choices/0/finish_reason").asText())
                                .isEqualTo("stop"));
        JsonNode last = chunks.get(chunks.size() - 1);
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.at("/usage/completion_tokens").asInt()).isGreaterThan(50);
    }

    @Test
    void isFreeForTheNextRequestWhenAClientGoesInTheMiddleOfItsReply() throws IOException {
        ChatClient client = server.client();
        ObjectNode request = client.storyRequest(PROMPT.formatted(1), 1);

        try (InputStream reply = client.open(streamed(client.storyRequest(PROMPT.formatted(12), 12)))) {
            assertThat(reply.readNBytes(100)).hasSize(100);
        }

        assertThat(client.content(request)).isNotBlank();
    }

    @Test
    void repeatsItselfForTheSameSeed() {
        ChatClient client = server.client();
        ObjectNode request = client.storyRequest(PROMPT.formatted(2), 2).put("temperature", 0);

        assertThat(client.content(request)).isEqualTo(client.content(request));
    }

    @Test
    void neverSaysThatAnUnknownPathHasAStory() {
        HttpResponse<String> response = server.client().get("/chat/completions");

        assertThat(response.statusCode() == 200
                        && ChatClient.json(response.body()).has("choices"))
                .isFalse();
    }

    private static ObjectNode streamed(ObjectNode request) {
        request.put("stream", true).putObject("stream_options").put("include_usage", true);
        return request;
    }

    private static Set<ValidationMessage> violations(JsonNode schema, JsonNode story) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(schema)
                .validate(story);
    }
}
