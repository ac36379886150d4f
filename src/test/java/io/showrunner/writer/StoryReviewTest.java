package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.brief.Brief;
import io.showrunner.config.Settings.LlmSettings;
import io.showrunner.story.Json;
import io.showrunner.story.ReviewReport;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Story;
import io.showrunner.story.StorySource;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoryReviewTest {
    private static final String BETTER = "Two different handwritings on one ledger page, a brass pen between them";

    @Test
    void aWeakPromptIsReplacedAndTheStorySaysWhatItWas() {
        // Given
        WritingSession session = written(true, Writers.brief(3));
        String question = Writers.message(session.nextRequest());

        // When
        session.accept(200, Writers.answer(review(2, BETTER), "stop"), null);
        Story story = session.finish();

        // Then
        assertThat(question)
                .contains("\"scene\":2,\"prompt\":\"Macro of ledger pages under side light, picture number 2\"");
        assertThat(session.decision()).isEqualTo(WritingDecision.FINISHED);
        assertThat(story.scenes()).extracting(SceneSpec::prompt).element(1).isEqualTo(BETTER);
        assertThat(story.scenes()).extracting(SceneSpec::title).containsExactly("Title 1", "Title 2", "Title 3");
        assertThat(story.llm().review())
                .isEqualTo(ReviewReport.of(List.of(new ReviewReport.Remark(
                        "scene-002", "unclear", "Macro of ledger pages under side light, picture number 2", null))));
        assertThat(story.llm().review().status()).isEqualTo("changed");
        assertThat(story.llm().attempts()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            2 | Hand wiping salt from a pane, picture number 1           | nearly the same picture as scene 1
            2 | Die Hand der alten Frau liegt auf dem Buch mit der Feder | is in another language
            2 | A ledger                                                 | must be at least 20 characters long
            2 | ''                                                       | there is no other prompt
            1 | An empty lamp room with one cold brass lens              | Mara is not in it any more
            """)
    void aRewriteThatIsNoBetterIsNotTaken(int scene, String prompt, String why) {
        // Given
        WritingSession session = desk(true).open("story-a", Writers.brief(3));
        ObjectNode told = Writers.story(3);
        ((ObjectNode) told.at("/scenes/0")).put("prompt", "Mara, hand wiping salt from a pane, picture number 1");
        Writers.say(session, told);
        session.review();

        // When
        Writers.say(session, review(scene, prompt));
        Story story = session.finish();

        // Then
        assertThat(story.llm().review().status()).isEqualTo("unchanged");
        assertThat(story.llm().review().remarks()).singleElement().satisfies(remark -> assertThat(remark.refused())
                .contains(why));
        assertThat(story.scenes().get(1).prompt())
                .isEqualTo("Macro of ledger pages under side light, picture number 2");
    }

    @Test
    void theBriefsOwnPromptIsNeverRewritten() {
        Brief brief = Writers.brief(2, Writers.given(null, null, "A ledger"));
        WritingSession session = desk(true).open("story-a", brief);
        Writers.say(session, Writers.outline(2));
        Writers.say(session, Writers.scene(1));
        Writers.say(session, Writers.scene(2));
        session.review();

        Writers.say(session, review(1, BETTER));

        assertThat(session.finish().scenes().get(0).prompt()).isEqualTo("A ledger");
        assertThat(session.finish().llm().review().remarks().get(0).refused()).contains("brief's own");
    }

    @Test
    void aStoryOfWhichScenesAreOnTheirWayIsNotReviewed() {
        WritingSession session = desk(true).open("story-a", Writers.brief(2));
        Writers.say(session, Writers.story(2));
        session.script().freeze();

        session.review();

        assertThat(session.secondLook().isAsked()).isFalse();
        assertThat(session.decision()).isEqualTo(WritingDecision.FINISHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"I like it", "{\"weak\": [{\"scene\": 99, \"why\": \"x\", \"prompt\": \"y\"}]}", "{}"})
    void aReviewThatCannotBeReadChangesNothingAndSaysSo(String words) {
        WritingSession session = written(true, Writers.brief(2));

        WritingDecision decision = Writers.say(session, words);

        assertThat(decision).isEqualTo(WritingDecision.FINISHED);
        assertThat(session.finish().storySource()).isEqualTo(StorySource.LLM);
        assertThat(session.finish().llm().review().status()).isEqualTo("failed");
        assertThat(session.finish().llm().review().reason()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"true, 600, 400", "false, 300, 200"})
    void theTokensOfTheReviewAreTheStorysToo(boolean review, int prompt, int completion) {
        // Given
        WritingDesk desk = desk(review);
        WritingSession session = desk.open("story-a", Writers.brief(2));
        Writers.say(session, Writers.story(2));
        session.review();

        // When
        if (review) {
            Writers.say(session, review(2, BETTER));
        }
        Story story = session.finish();

        // Then
        LlmFigures.OfProvider figures = desk.progress().figures().byProvider().get("lm-studio");
        assertThat(story.llm().promptTokens()).isEqualTo(prompt);
        assertThat(story.llm().completionTokens()).isEqualTo(completion);
        assertThat(figures.promptTokens()).isEqualTo(prompt);
        assertThat(figures.completionTokens()).isEqualTo(completion);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"error":"streaming is not supported"}                                     | streaming is not supported
            400 | {"error":"'response_format.type' must be 'json_schema' or 'text'"}         | response_format
            401 | {"error":{"message":"Invalid API Key"}}                                    | Invalid API Key
            503 | {"error":{"message":"Loading model"}}                                      | Loading model
            200 | {"choices":[{"message":{"content":""},"finish_reason":"stop"}]}            | blank
            """)
    void aReviewThatIsRefusedSaysWhyAndLeavesTheStoryWritten(int status, String body, String why) {
        // Given
        WritingSession session = written(true, Writers.brief(2));
        session.nextRequest();

        // When
        WritingDecision decision = session.accept(status, body, null);

        // Then
        assertThat(decision).isEqualTo(WritingDecision.FINISHED);
        assertThat(session.finish().llm().review().status()).isEqualTo("failed");
        assertThat(session.finish().llm().review().reason()).contains(why);
    }

    @Test
    void aReviewThatDoesNotComeChangesNothingAndIsNotAskedForAgain() {
        WritingDesk desk = desk(true);
        WritingSession session = desk.open("story-a", Writers.brief(2));
        Writers.say(session, Writers.story(2));
        session.review();
        session.nextRequest();

        session.failed(new IOException("connection reset"));
        session.review();

        assertThat(session.decision()).isEqualTo(WritingDecision.FINISHED);
        assertThat(session.finish().llm().status()).isEqualTo("success");
        assertThat(session.finish().llm().review().reason()).contains("connection reset");
        assertThat(desk.reviews().count("failed")).isEqualTo(1);
    }

    @Test
    void aTurnThatDoesNotComeForTheReviewLeavesTheStoryWritten() {
        WritingSession session = written(true, Writers.brief(2));

        session.notThere("no turn at the language model came in time");

        assertThat(session.decision()).isEqualTo(WritingDecision.FINISHED);
        assertThat(session.finish().storySource()).isEqualTo(StorySource.LLM);
        assertThat(session.finish().llm().review().reason()).contains("no turn");
    }

    @Test
    void nothingIsReviewedUnlessItIsWantedAndWrittenNow() {
        assertThat(written(false, Writers.brief(2)).secondLook().isAsked()).isFalse();
        WritingSession given =
                desk(true).open("story-a", Writers.brief(1, Writers.given("Salt", "A hand.", "Lamp room at dawn")));
        given.review();
        assertThat(given.secondLook().isAsked()).isFalse();
        WritingSession cached = desk(true).open("story-a", Writers.brief(2));
        cached.looked(new CachedStory(
                "story-b",
                "The Wall",
                "mistral-7b",
                Writers.CLOCK.instant(),
                List.of(new StoryPart("story", Writers.story(2)))));
        cached.review();
        assertThat(cached.secondLook().isAsked()).isFalse();
    }

    @Test
    void reviewedWordsAreKeptUnderAKeyOfTheirOwn() {
        assertThat(desk(true).open("story-a", Writers.brief(2)).contentKey())
                .isNotEqualTo(desk(false).open("story-a", Writers.brief(2)).contentKey());
        WritingSession session = written(true, Writers.brief(2));
        Writers.say(session, review(2, BETTER));
        WritingSession later = desk(true).open("story-b", Writers.brief(2));
        later.looked(new CachedStory(
                "story-a",
                "The Wall",
                "mistral-7b",
                Writers.CLOCK.instant(),
                session.script().parts()));

        assertThat(later.finish().scenes().get(1).prompt()).isEqualTo(BETTER);
    }

    private static WritingSession written(boolean review, Brief brief) {
        WritingSession session = desk(review).open("story-a", brief);
        Writers.say(session, Writers.story(brief.sceneCount()));
        session.review();
        return session;
    }

    private static WritingDesk desk(boolean review) {
        LlmSettings shipped = Writers.settings(4096, Writers.LM_STUDIO);
        LlmSettings settings = new LlmSettings(
                shipped.providers(),
                shipped.temperature(),
                shipped.seed(),
                shipped.timeout(),
                shipped.maxTokens(),
                shipped.maxConcurrent(),
                shipped.lockWait(),
                shipped.retryDelay(),
                false,
                review,
                false);
        return new WritingDesk(Writers.CONFIG, settings, "txt2img-svd", LlmCapabilities.inMemory(), Writers.CLOCK);
    }

    private static ObjectNode review(int scene, String prompt) {
        ObjectNode review = Json.mapper().createObjectNode();
        review.withArray("weak")
                .addObject()
                .put("scene", scene)
                .put("why", "unclear")
                .put("prompt", prompt);
        return review;
    }
}
