package io.showrunner.writer;

import static io.showrunner.writer.WritingDecision.ASK;
import static io.showrunner.writer.WritingDecision.FINISHED;
import static io.showrunner.writer.WritingDecision.USE_TEMPLATE;
import static io.showrunner.writer.WritingDecision.WAIT_AND_ASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.brief.Brief.BriefScene;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Story;
import io.showrunner.story.StorySource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WritingSessionTest {

    @Test
    void oneGoodReplyMakesAStory() {
        // Given
        WritingSession session = Writers.roomyDesk().open("story-a", Writers.brief(3));

        // When
        WritingDecision decision = Writers.say(session, Writers.story(3));
        Story story = session.finish();

        // Then
        assertThat(decision).isEqualTo(FINISHED);
        assertThat(story.storySource()).isEqualTo(StorySource.LLM);
        assertThat(story.generator()).isEqualTo("local-llm:mistral-7b");
        assertThat(story.title()).isEqualTo("The Lighthouse Ledger");
        assertThat(story.logline()).isEqualTo("A keeper answers a signal dated tomorrow");
        assertThat(story.warnings()).isEmpty();
        assertThat(story.render().workflow()).isEqualTo("txt2img-svd");
        assertThat(story.scenes()).extracting(SceneSpec::id).containsExactly("scene-001", "scene-002", "scene-003");
        SceneSpec first = story.scenes().get(0);
        assertThat(first.expectedFrames()).isEqualTo(25);
        assertThat(first.negativePrompt())
                .startsWith("blur, low resolution, watermark")
                .endsWith("motion blur, people, lens flare");
        assertThat(session.script().parts()).extracting(StoryPart::id).containsExactly("story");
    }

    @Test
    void reportsWhatTheModelWasAsked() {
        WritingSession session = Writers.roomyDesk().open("story-a", Writers.brief(3));
        Writers.say(session, Writers.story(3));

        Story story = session.finish();

        assertThat(story.llm().status()).isEqualTo("success");
        assertThat(story.llm().attempts()).isEqualTo(1);
        assertThat(story.llm().seed()).isEqualTo(1187);
        assertThat(story.llm().promptTokens()).isEqualTo(300);
        assertThat(story.llm().scenesReceived()).isEqualTo(3);
        assertThat(story.llm().fallbackKind()).isEqualTo("none");
        assertThat(story.llm().providerUrl()).isEqualTo("http://127.0.0.1:1234/v1/chat/completions");
    }

    @Test
    void asksWithOneUserMessageAndAStrictSchema() {
        WritingSession session = Writers.roomyDesk().open("story-a", Writers.brief(3));

        JsonNode request = Writers.request(session.nextRequest());

        assertThat(request.path("messages")).hasSize(1);
        assertThat(request.at("/messages/0/role").asText()).isEqualTo("user");
        assertThat(request.path("max_tokens").asInt()).isEqualTo(950);
        assertThat(request.path("seed").isIntegralNumber()).isTrue();
        assertThat(request.path("stream").asBoolean()).isTrue();
        JsonNode schema = request.at("/response_format/json_schema/schema");
        assertThat(schema.at("/properties/scenes/minItems").asInt()).isEqualTo(3);
        assertThat(schema.at("/properties/scenes/maxItems").asInt()).isEqualTo(3);
        assertThat(schema.at("/properties/scenes/items/additionalProperties").asBoolean(true))
                .isFalse();
        assertThat(schema.toString()).doesNotContain("$ref", "$schema", "pattern", "format");
    }

    @Test
    void asksAgainTwiceWithTheValidatorsWordsThenUsesTheTemplate() {
        // Given
        WritingSession session = Writers.roomyDesk().open("story-a", Writers.brief(3));
        JsonNode broken = Writers.story(3);
        ((ObjectNode) broken).remove("logline");

        // When
        List<WritingDecision> decisions = List.of(
                Writers.say(session, broken), Writers.say(session, "Once upon a time"), Writers.say(session, "{}"));

        // Then
        assertThat(decisions).containsExactly(ASK, ASK, USE_TEMPLATE);
        Story story = session.finish();
        assertThat(story.storySource()).isEqualTo(StorySource.TEMPLATE);
        assertThat(story.generator()).isEqualTo("showrunner-template");
        assertThat(story.scenes()).hasSize(3);
        assertThat(story.llm().status()).isEqualTo("error");
        assertThat(story.llm().fallbackKind()).isEqualTo("template");
        assertThat(story.warnings())
                .singleElement()
                .asString()
                .startsWith("LLM_FAILURE: lm-studio (http://127.0.0.1:1234/v1/chat/completions)")
                .contains("after 3 requests", "the genre template 'drama'");
    }

    @Test
    void quotesTheComplaintInTheNextRequest() {
        WritingSession session = Writers.roomyDesk().open("story-a", Writers.brief(1));
        Writers.say(session, "{\"logline\": \"x\", \"scenes\": []}");

        String message = Writers.message(session.nextRequest());

        assertThat(message).contains("could not be used", "directorsVision", "required");
    }

    @Test
    void waitsOnceForAFailingEndpointThenUsesTheTemplate() {
        // Given
        WritingSession session = Writers.roomyDesk().open("story-a", Writers.brief(3));

        // When
        session.nextRequest();
        WritingDecision first = session.failed(new ConnectException("Connection refused"));
        long pause = session.pause().toMillis();
        session.nextRequest();
        WritingDecision second = session.accept(503, "{\"error\":\"Loading model\"}", null);

        // Then
        assertThat(first).isEqualTo(WAIT_AND_ASK);
        assertThat(pause).isEqualTo(5000);
        assertThat(second).isEqualTo(USE_TEMPLATE);
        assertThat(session.wantsReply()).isFalse();
        assertThat(session.finish().llm().error()).contains("503", "Loading model");
    }

    @ParameterizedTest
    @MethodSource
    void noAnswerIsSaidWithWhatToDo(Exception cause, String words) {
        // Given
        WritingSession session = Writers.roomyDesk().open("story-a", Writers.brief(3));

        // When
        session.nextRequest();
        session.failed(cause);
        session.nextRequest();
        session.failed(cause);

        // Then
        assertThat(session.finish().llm().error()).isEqualTo(words);
    }

    static Stream<Arguments> noAnswerIsSaidWithWhatToDo() {
        return Stream.of(
                arguments(
                        new ConnectException("Connection refused"),
                        "ConnectException: Connection refused; start the server, or correct the provider's url"),
                arguments(
                        new SocketTimeoutException("no whole reply within 120000ms"),
                        "SocketTimeoutException: no whole reply within 120000ms; raise showrunner.llm.timeout, or lower"
                                + " showrunner.llm.max-tokens"),
                arguments(new IOException(), "IOException: no answer"));
    }

    @Test
    void aRequestThatWasNotSentIsNoAttempt() {
        // Given
        List<String> replies = new ArrayList<>();
        WritingDesk desk = Writers.roomyDesk();
        desk.progress()
                .figures()
                .onReply(reply ->
                        replies.add(reply.provider() + " " + reply.outcome().word()));
        WritingSession session = desk.open("story-a", Writers.brief(3));

        // When
        session.nextRequest();
        WritingDecision decision = session.notSent(new IOException("its breaker is open"));
        Writers.say(session, Writers.story(3));

        // Then
        assertThat(decision).isEqualTo(WAIT_AND_ASK);
        assertThat(session.finish().llm().attempts()).isEqualTo(1);
        assertThat(replies).containsExactly("lm-studio answered");
    }

    @Test
    void aGoodReplyRestoresTheRetry() {
        WritingSession session = Writers.desk(500, Writers.LM_STUDIO).open("story-a", Writers.brief(2));
        session.nextRequest();
        session.failed(new IOException("lost"));
        Writers.say(session, Writers.outline(2));
        session.nextRequest();

        WritingDecision decision = session.failed(new IOException("lost"));

        assertThat(decision).isEqualTo(WAIT_AND_ASK);
    }

    @Test
    void honoursRetryAfterUpToAMinute() {
        WritingSession session = Writers.roomyDesk().open("story-a", Writers.brief(3));
        session.nextRequest();
        session.accept(429, "{\"error\":\"slow down\"}", "20");
        long asked = session.pause().toMillis();

        WritingSession absurd = Writers.roomyDesk().open("story-a", Writers.brief(3));
        absurd.nextRequest();
        absurd.accept(429, "", "86400");

        assertThat(asked).isEqualTo(20_000);
        assertThat(absurd.pause().toMillis()).isEqualTo(60_000);
    }

    @Test
    void leavesOutARefusedResponseFormatAndRemembersIt() {
        // Given
        WritingDesk desk = Writers.roomyDesk();
        WritingSession session = desk.open("story-a", Writers.brief(3));
        session.nextRequest();

        // When
        WritingDecision decision = session.accept(400, Writers.resource("refuses-response-format.json"), null);

        // Then
        assertThat(decision).isEqualTo(ASK);
        assertThat(session.pause().toMillis()).isZero();
        assertThat(Writers.request(session.nextRequest()).has("response_format"))
                .isFalse();
        WritingSession later = desk.open("story-b", Writers.brief(3));
        assertThat(Writers.request(later.nextRequest()).has("response_format")).isFalse();
        assertThat(session.accept(400, Writers.resource("refuses-response-format.json"), null))
                .isEqualTo(USE_TEMPLATE);
    }

    @Test
    void aQuestionThatWasReadInPartOnlyIsNotAskedAgain() {
        // Given
        WritingSession session = longQuestion();

        // When
        WritingDecision decision = session.accept(200, readInPart("{}"), null);

        // Then
        assertThat(decision).isEqualTo(USE_TEMPLATE);
        List<String> warnings = session.finish().warnings();
        assertThat(warnings.get(0))
                .startsWith("LLM_PROMPT_SHORTENED: lm-studio")
                .contains("the server read 1024 tokens of a question of about", "OLLAMA_CONTEXT_LENGTH");
        assertThat(warnings.get(1)).startsWith("LLM_FAILURE: ").contains("for the outline after 1 requests");
    }

    @Test
    void goodWordsAfterAQuestionThatWasReadInPartAreKeptAndTheStorySaysSo() {
        // Given
        WritingSession session = longQuestion();

        // When
        WritingDecision decision = session.accept(200, readInPart(Writers.outline(40)), null);

        // Then
        assertThat(decision).isEqualTo(ASK);
        assertThat(session.finish().warnings().get(0))
                .startsWith(
                        "LLM_PROMPT_SHORTENED: lm-studio (http://127.0.0.1:1234/v1/chat/completions): the server read");
    }

    private static WritingSession longQuestion() {
        BriefScene[] given = Stream.generate(
                        () -> Writers.given("A ledger", "A keeper reads of ships. ".repeat(10), null))
                .limit(40)
                .toArray(BriefScene[]::new);
        WritingSession session = Writers.desk(500, Writers.LM_STUDIO).open("story-a", Writers.brief(40, given));
        session.nextRequest();
        return session;
    }

    private static String readInPart(Object words) {
        return Writers.answer(words, "stop").replace("\"prompt_tokens\":300", "\"prompt_tokens\":1024");
    }

    @Test
    void anotherEndpointMayBeAskedWhenTheFirstGivesUp() {
        // Given
        WritingSession session = Writers.roomyDesk().open("story-a", Writers.brief(3));
        session.nextRequest();
        session.accept(404, "{\"error\":\"No models loaded.\"}", null);

        // When
        session.turnTo(Writers.OLLAMA);
        String request = session.nextRequest();
        session.accept(200, Writers.answer(Writers.story(3), "stop"), null);

        // Then
        assertThat(Writers.request(request).path("model").asText()).isEqualTo("mistral");
        Story story = session.finish();
        assertThat(story.generator()).isEqualTo("local-llm:mistral");
        assertThat(story.llm().status()).isEqualTo("success");
        assertThat(story.llm().fallbackKind()).isEqualTo("ollama");
        assertThat(story.llm().providerUrl()).contains("11434");
        assertThat(story.warnings())
                .singleElement()
                .asString()
                .startsWith("LLM_FAILURE: lm-studio")
                .contains(
                        "model 'mistral-7b': HTTP 404: No models loaded",
                        "ollama (http://127.0.0.1:11434/v1/chat/completions) was asked instead");
    }

    @Test
    void withoutAProviderNothingIsAsked() {
        WritingSession session = Writers.desk(500).open("story-a", Writers.brief(3));

        Story story = session.finish();

        assertThat(session.decision()).isEqualTo(USE_TEMPLATE);
        assertThat(story.llm().status()).isEqualTo("skipped");
        assertThat(story.llm().enabled()).isFalse();
        assertThat(story.warnings()).singleElement().asString().startsWith("LLM_PROVIDER_MISSING: ");
    }

    @Test
    void finishingBeforeTheTurnCameSaysSo() {
        WritingSession session = Writers.roomyDesk().open("story-a", Writers.brief(3));

        Story story = session.finish();

        assertThat(story.storySource()).isEqualTo(StorySource.TEMPLATE);
        assertThat(story.warnings()).singleElement().asString().contains("the turn to ask never came");
    }
}
