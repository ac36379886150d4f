package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.story.Json;
import io.showrunner.writer.ReplyJudge.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyJudgeTest {
    private static final ReplyJudge JUDGE = Writers.judge();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "wrapped-in-value",
                "wrapped-in-story",
                "bare-array",
                "story-around-scene",
                "fenced-with-prose",
                "thinking-aloud",
                "lists-as-texts",
                "unknown-fields",
                "single-quotes-and-commas"
            })
    void aSceneIsRecognisedInEveryDress(String recorded) {
        Judgement judgement = JUDGE.judge(Part.scene(1), script(3), Writers.resource(recorded + ".txt"));

        assertThat(judgement.complaint()).isNull();
        assertThat(judgement.content().path("title").asText()).isEqualTo("Idle Row");
        assertThat(judgement.content().path("palette").asText()).isEqualTo("bone white, leaf green, amber");
        assertThat(judgement.content().path("expectedFrames").isInt()).isTrue();
    }

    @Test
    void whatMayBeMissingIsFilledIn() {
        // Given
        String onlyPrompt = "{\"prompt\": \"Pruning robots standing still between fruit trees\"}";

        // When
        JsonNode scene = JUDGE.judge(Part.scene(2), script(3), onlyPrompt).content();

        // Then
        assertThat(scene.path("title").asText()).isEqualTo("Scene 2");
        assertThat(scene.path("summary").asText()).isEqualTo("Pruning robots standing still between fruit trees");
        assertThat(scene.path("mood").asText()).isEqualTo("wistful");
        assertThat(scene.path("expectedFrames").asInt()).isEqualTo(25);
        assertThat(scene.path("negativePrompt").asText()).isEmpty();
    }

    @ParameterizedTest(name = "frames {0}")
    @CsvSource({"4, 4", "'\"4\"', 4", "'\" 14 \"', 14", "25.0, 25", "0, 25", "1000, 25", "'\"many\"', 25", "null, 25"})
    void numbersAreReadWhereverTheyCanBe(String written, int frames) {
        ObjectNode scene = Writers.scene(1);
        scene.set("expectedFrames", Json.read(written, JsonNode.class));

        Judgement judgement = JUDGE.judge(Part.scene(1), script(1), scene.toString());

        assertThat(judgement.content().path("expectedFrames").asInt()).isEqualTo(frames);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\": \"Idle Row\"} | prompt",
                "{\"prompt\": \"short\"} | prompt",
                "{\"prompt\": {\"text\": \"a long enough text about trees\"}} | prompt",
                "[] | shape",
                "{} | prompt",
                "I would rather not | no JSON object"
            })
    void aSceneWithoutAPictureIsRefusedInWords(String words, String complaint) {
        Judgement judgement = JUDGE.judge(Part.scene(1), script(3), words);

        assertThat(judgement.complaint()).contains(complaint);
    }

    @Test
    void aStoryWithoutItsHeadIsRefused() {
        ObjectNode story = Writers.story(3);
        story.remove("logline");

        Judgement judgement = JUDGE.judge(Part.STORY, script(3), story.toString());

        assertThat(judgement.complaint()).contains("logline");
    }

    @Test
    void aStoryThatRepeatsAPictureIsRefused() {
        ObjectNode story = Writers.story(2);
        ((ArrayNode) story.path("scenes")).add(Writers.scene(1));

        Judgement judgement = JUDGE.judge(Part.STORY, script(3), story.toString());

        assertThat(judgement.complaint()).isEqualTo("scene 3 has the same prompt as scene 1");
    }

    @Test
    void textsAreTrimmedJoinedIntoOneLineAndCutAtAWord() {
        ObjectNode scene =
                Writers.scene(1).put("title", "  Idle\n\tRow \u0000 ").put("summary", "word ".repeat(100));

        JsonNode content =
                JUDGE.judge(Part.scene(1), script(1), scene.toString()).content();

        assertThat(content.path("title").asText()).isEqualTo("Idle Row");
        assertThat(content.path("summary").asText()).hasSizeBetween(290, 300).endsWith("word");
    }

    @Test
    void moreScenesThanAskedForAreCut() {
        assertThat(JUDGE.judge(Part.STORY, script(2), Writers.story(500).toString())
                        .content()
                        .path("scenes"))
                .hasSize(2);
    }

    private static Script script(int scenes) {
        return new Script(Writers.brief(scenes), new TokenBudget(4096));
    }
}
