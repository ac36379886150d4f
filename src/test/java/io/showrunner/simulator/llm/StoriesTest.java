package io.showrunner.simulator.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoriesTest {
    private final Writer writer = new Writer();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Premise: a retired keeper discovers that her late brother kept answering ship signals in a hidden ledger, and one reply is dated tomorrow | Salt on the Glass
                    **Premise:** "Pruning robots on a terraced orbital orchard strike until someone learns why the oldest tree refuses to bloom." | Idle Row
                    - premise = a ticket clerk realises every passenger holds the same forged pass and the ferry has one hour to reach the border | Same Name Twice
                    Tell the story called The Clay Menagerie | Bench Country
                    "premise": "a rural radio engineer records crop noise that slowly learns her daughter's voice" | Mast 4
                    """)
    void tellsTheStoryThatThePremiseNames(String line, String firstTitle) {
        assertThat(story(line + "\nWrite 3 scenes.", 7).at("/scenes/0/title").asText())
                .isEqualTo(firstTitle);
    }

    @ParameterizedTest
    @CsvSource({
        "Write 4 scenes,4",
        "exactly seven cinematic scenes,7",
        "sceneCount: 5,5",
        "**6** scenes,6",
        "nothing said,3"
    })
    void readsTheNumberOfScenesFromTheText(String text, int scenes) {
        assertThat(story("Premise: a baker finds a door in the oven\n" + text, 1)
                        .path("scenes"))
                .hasSize(scenes);
    }

    @Test
    void tellsAnotherStoryForAnotherPremiseAndAnotherSeed() {
        Set<String> told = new HashSet<>();
        told.add(story("Premise: a baker finds a door in the oven", 1).toString());
        told.add(story("Premise: a baker finds a door in the oven", 2).toString());
        told.add(story("Premise: two divers share one last bottle of air", 1).toString());
        told.add(story(
                        "Premise: a keeper learns that the hidden ledger of ship signals her late brother kept answering has one reply dated tomorrow",
                        1)
                .toString());

        assertThat(told).hasSize(4);
    }

    @Test
    void buildsFromTheWordsOfThePremise() {
        JsonNode story = story(
                "Genre: horror\nMood: feverish\nPremise: a beekeeper in a quarantined valley hears the hives pray", 3);

        assertThat(story.path("logline").asText()).contains("beekeeper");
        assertThat(story.path("scenes")).allSatisfy(scene -> {
            assertThat(scene.path("prompt").asText()).contains("the beekeeper");
            assertThat(scene.path("prompt").asText().split("\\s+").length).isBetween(25, 70);
            assertThat(scene.path("mood").asText()).startsWith("feverish");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A small library robot reads bedtime stories to empty shelves until a lost child walks in | the reads, the bedtime, the walks, the shelves walks",
                "A young widow rides into town and finds that the sheriff already sold the claim | widow rides, the rides, the already, the sold",
                "An old wolf and a lost lamb must cross the frozen mountains together | wolf and, the lost showed, the cross, the together"
            })
    void takesNoVerbForAThing(String premise, String wrong) {
        assertThat(story("Premise: " + premise + "\n6 scenes", 42)
                        .path("scenes")
                        .toString()
                        .toLowerCase(Locale.ROOT))
                .doesNotContain(wrong.split(", "));
    }

    @Test
    void theWrittenEndingIsNotToldTwice() {
        String text =
                "Premise: pruning robots on a terraced orbital orchard strike until someone learns why the oldest tree"
                        + " refuses to bloom\n{\"number\":3,\"title\":\"First Petal\"}\nWrite scene 4 of 4 only.";
        JsonNode sceneSchema = ChatClient.storySchema(3).at("/properties/scenes/items");

        JsonNode scene = ChatClient.json(writer.answer(request(text, 42, sceneSchema)));

        assertThat(scene.path("title").asText()).isNotEqualTo("First Petal");
    }

    @Test
    void givesTwelveScenesTwelveTitles() {
        JsonNode story = story("Premise: a beekeeper hears the hives pray at midnight\n12 scenes", 3);

        assertThat(story.path("scenes").findValuesAsText("prompt"))
                .doesNotHaveDuplicates()
                .hasSize(12);
    }

    @Test
    void writesOnlyTheSceneThatIsAskedFor() {
        String premise = "Premise: a rural radio engineer records crop noise that slowly learns her daughter's voice\n";
        JsonNode sceneSchema = ChatClient.storySchema(3).at("/properties/scenes/items");

        JsonNode scene =
                ChatClient.json(writer.answer(request(premise + "Write scene 2 of 3 only.", 310, sceneSchema)));

        assertThat(scene.path("title").asText()).isEqualTo("Playback");
        assertThat(scene.has("scenes")).isFalse();
    }

    @Test
    void writesAnOutlineWithNothingButItsFields() {
        JsonNode outline = ChatClient.json("""
                {"type": "object", "properties": {"logline": {"type": "string", "maxLength": 40},
                 "scenes": {"type": "array", "minItems": 4, "maxItems": 4,
                            "items": {"type": "object", "properties": {"title": {"type": "string"}}}}}}
                """);

        JsonNode story =
                ChatClient.json(writer.answer(request("Premise: a baker finds a door in the oven", 1, outline)));

        assertThat(story.path("logline").asText()).hasSizeLessThanOrEqualTo(40);
        assertThat(story.path("scenes")).hasSize(4).allSatisfy(scene -> assertThat(scene.size())
                .isEqualTo(1));
    }

    @Test
    void fillsWhateverASchemaDeclares() {
        JsonNode schema = ChatClient.json("""
                {"$defs": {"shot": {"type": "object", "properties": {"kind": {"enum": ["wide", "close"]},
                  "seconds": {"type": "number", "minimum": 1, "maximum": 2}, "loud": {"type": "boolean"}}}},
                 "type": "object", "properties": {"version": {"const": 2}, "note": {"type": ["string", "null"], "minLength": 300},
                  "palette": {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
                  "shot": {"$ref": "#/$defs/shot"}, "maybe": {"anyOf": [{"type": "integer"}, {"type": "null"}]}}}
                """);

        JsonNode filled = ChatClient.json(writer.answer(request("Premise: a baker finds a door", 1, schema)));

        assertThat(filled.path("version").asInt()).isEqualTo(2);
        assertThat(filled.path("note").asText()).hasSizeGreaterThanOrEqualTo(300);
        assertThat(filled.path("palette")).hasSize(2);
        assertThat(filled.at("/shot/kind").asText()).isIn("wide", "close");
        assertThat(filled.at("/shot/seconds").asDouble()).isBetween(1.0, 2.0);
        assertThat(filled.path("maybe").isIntegralNumber()).isTrue();
    }

    private JsonNode story(String text, long seed) {
        return ChatClient.json(writer.answer(request(text, seed, null)));
    }

    private static ChatRequest request(String text, long seed, JsonNode schema) {
        ObjectNode body = Reply.JSON.createObjectNode().put("seed", seed);
        body.putArray("messages").addObject().put("role", "user").put("content", text);
        if (schema != null) {
            body.putObject("response_format")
                    .put("type", "json_schema")
                    .putObject("json_schema")
                    .set("schema", schema);
        }
        return new ChatRequest(body);
    }
}
