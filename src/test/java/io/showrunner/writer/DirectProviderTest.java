package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.config.RequestFormat;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.simulator.llm.LlmOptions;
import io.showrunner.simulator.llm.LlmSimulator;
import io.showrunner.story.Story;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider in the direct-json format is asked for the whole story at once, however few tokens a reply may have. */
class DirectProviderTest {
    private static ProviderSettings direct(URI url) {
        return new ProviderSettings("direct", url, "any", null);
    }

    private static WritingSession session(ProviderSettings... providers) {
        return Writers.desk(500, providers).open("story-a", Writers.brief(3));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1234/v1/chat/completions, OPENAI_CHAT",
        "http://127.0.0.1:1234/api/v0/chat/completions, OPENAI_CHAT",
        "http://127.0.0.1:1234/v1/chat, OPENAI_CHAT",
        "http://127.0.0.1:1234/v1/, OPENAI_CHAT",
        "http://127.0.0.1:1234, OPENAI_CHAT",
        "http://127.0.0.1:1234/story, DIRECT_JSON"
    })
    void theUrlTellsTheFormat(URI url, RequestFormat format) {
        assertThat(direct(url).format()).isEqualTo(format);
    }

    @Test
    void theAnswerIsTheStory() throws Exception {
        try (LlmSimulator server = LlmSimulator.start(LlmOptions.defaults())) {
            // Given
            WritingSession session = session(direct(server.directUrl()));

            // When
            String request = session.nextRequest();
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(server.directUrl())
                                    .POST(HttpRequest.BodyPublishers.ofString(request))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            WritingDecision decision = session.accept(answer.statusCode(), answer.body(), null);

            // Then
            JsonNode asked = Writers.request(request);
            assertThat(asked.fieldNames()).toIterable().containsExactly("sceneCount", "seed");
            assertThat(asked.path("sceneCount").asInt()).isEqualTo(3);
            assertThat(asked.path("seed").asInt()).isEqualTo(1187);
            assertThat(decision).isEqualTo(WritingDecision.FINISHED);
            Story story = session.finish();
            assertThat(story.scenes()).hasSize(3);
            assertThat(story.llm().requestFormat()).isEqualTo("direct-json");
        }
    }

    @Test
    void aStoryThatLacksScenesIsLeftToTheNextProvider() {
        // Given
        WritingSession session = session(direct(URI.create("http://127.0.0.1:1/story")));
        session.nextRequest();

        // When
        WritingDecision decision = session.accept(200, Writers.story(2).toString(), null);

        // Then
        assertThat(decision).isEqualTo(WritingDecision.USE_TEMPLATE);
        assertThat(session.turnTo(Writers.LM_STUDIO)).isEqualTo(WritingDecision.ASK);
        assertThat(Writers.message(session.nextRequest())).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"error":"Unexpected endpoint or method."} | USE_TEMPLATE
            404 | not found                                  | USE_TEMPLATE
            503 | {"error":"busy"}                           | WAIT_AND_ASK
            200 | ' '                                        | ASK
            200 | no story                                   | ASK
            """)
    void anAnswerThatIsNoStoryIsJudgedLikeAnyOther(int status, String body, WritingDecision decision) {
        WritingSession session = session(direct(URI.create("http://127.0.0.1:1/story")));
        session.nextRequest();

        assertThat(session.accept(status, body, null)).isEqualTo(decision);
    }
}
