package io.showrunner.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedListTest {
    private static final String STORY = """
            {"logline": "two \\"scenes\\": [no]", "scenes": [
              {"title": "a } b", "n": {"x": [1, 2]}}, {"title": "c \\\\"},
              {"title": "d \\"e\\" ]"}
            ], "directorsVision": "calm"}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sure! Here is {your} story, as [asked]:\n\n```json\n",
                "<think>\nPerhaps \"scenes\": [{\"title\": \"draft\"}]? No.\n</think>\n\n",
                "Perhaps \"scenes\": [{\"title\":, so\n</think>\n",
                "<|channel|>analysis<|message|>\"scenes\": [<|end|><|channel|>final<|message|>",
                "{\"story\": "
            })
    void everyObjectComesAsSoonAsItIsWhole(String front) {
        // Given
        StreamedList list = new StreamedList("scenes");
        List<JsonNode> objects = new ArrayList<>();

        // When
        for (int i = 0; i < STORY.length(); i++) {
            List<JsonNode> complete = list.add((i == 0 ? front : "") + STORY.charAt(i));
            objects.addAll(complete);
            assertThat(complete.isEmpty() || STORY.charAt(i) == '}').isTrue();
        }

        // Then
        assertThat(objects)
                .extracting(object -> object.path("title").asText())
                .containsExactly("a } b", "c \\", "d \"e\" ]");
    }

    @Test
    void whatStandsInFrontCanBeRead() {
        StreamedList list = new StreamedList("scenes");

        list.add("<think>[hm]</think>{\"logline\": \"a\",");
        assertThat(list.before()).isEmpty();
        list.add(" \"scenes\": [");

        assertThat(list.before()).isEqualTo("{\"logline\": \"a\", ");
    }

    @Test
    void spacesAtTheEndOfAPieceStay() {
        StreamedList list = new StreamedList("scenes");

        List<JsonNode> complete = new ArrayList<>(list.add("{\"scenes\":[{\"title\":\"a "));
        complete.addAll(list.add("b\"}"));

        assertThat(complete).extracting(scene -> scene.path("title").asText()).containsExactly("a b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"scenes\": [\"a text\", {\"title\": \"a\"}]}",
                "{\"scenes\": [[{\"title\": \"a\"}]]}",
                "{\"scenes\": [{'title': 'a'}, {\"title\": \"a\"}]}",
                "{\"scenes\": [{\"title\": \"a\",}, {\"title\": \"a\"}]}",
                "{\"scenes\": [{\"title\": [\"a\"}}, {\"title\": \"a\"}]}",
                "{\"scenes\": [// first\n{\"title\": \"a\"}]}",
                "{\"scenes\": [], \"more\": [{\"title\": \"a\"}]}",
                "{\"scenes\": {\"1\": {\"title\": \"a\"}}}",
                "<think>{\"scenes\": [{\"title\": \"a\"}]}",
                "{\\\"scenes\\\": [{\\\"title\\\": \\\"a\\\"}]}",
                "{\"scenes\": [{\"title\": \"a\"",
                ""
            })
    void whatIsNotPlainlyThereIsLeft(String words) {
        assertThat(new StreamedList("scenes").add(words)).isEmpty();
    }

    @Test
    void moreThanAnyStoryIsNotLookedAt() {
        StreamedList list = new StreamedList("scenes");
        list.add("x".repeat(200_000));

        assertThat(list.add("{\"scenes\": [{\"title\": \"a\"}]}")).isEmpty();
    }
}
