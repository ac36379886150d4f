package io.showrunner.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.llm.JsonRepair.Rung;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRepairTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "as-is,                AS_IS",
        "byte-order-mark,      AS_IS",
        "think,                THINKING_REMOVED",
        "thinking,             THINKING_REMOVED",
        "channels,             THINKING_REMOVED",
        "fence,                FENCE_UNWRAPPED",
        "fence-unclosed,       FENCE_UNWRAPPED",
        "fence-bare,           FENCE_UNWRAPPED",
        "fence-bash-first,     FENCE_UNWRAPPED",
        "prose-with-braces,    BALANCED_PART",
        "trailing-comma,       LENIENT",
        "single-quotes,        LENIENT",
        "comments,             LENIENT",
        "unquoted-keys,        LENIENT",
        "raw-newline,          LENIENT",
        "not-a-number,         LENIENT",
        "fence-trailing-comma, LENIENT",
        "think-in-brackets,    THINKING_REMOVED",
        "hash-comments,        LENIENT",
        "any-escape,           LENIENT",
        "apostrophes-around,   LENIENT",
        "python-literals,      FOREIGN_TOKENS",
        "typographic-quotes,   FOREIGN_TOKENS",
        "escaped,              UNESCAPED",
        "json-in-a-text,       UNESCAPED"
    })
    void theNarrowestRepairIsTaken(String recorded, Rung rung) {
        assertThat(JsonRepair.read(Recorded.words(recorded))).hasValueSatisfying(repaired -> {
            assertThat(repaired.rung()).isEqualTo(rung);
            assertThat(repaired.json().path("title").asText()).isEqualTo("Idle Row");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"think-unclosed", "prose", "truncated"})
    void whatHoldsNoWholeAnswerStaysUnrepaired(String recorded) {
        assertThat(JsonRepair.read(Recorded.words(recorded))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\"text\"", "42", "null", "{", "]", "}{", "```", "<think>", "<|channel|>"})
    void scrapsAreNoAnswer(String scrap) {
        assertThat(JsonRepair.read(scrap)).isEmpty();
    }

    @Test
    void ofSeveralPartsTheAcceptableOneIsTaken() {
        String words = "Draft: {\"title\": \"no\"} Final: {\"title\": \"yes\"} Done {\"other\": 1}";

        assertThat(JsonRepair.read(words, json -> json.path("title").asText().equals("yes")))
                .hasValueSatisfying(repaired ->
                        assertThat(repaired.json().path("title").asText()).isEqualTo("yes"));
    }

    @Test
    void ofSeveralFencesTheLastAcceptableOneIsTaken() {
        String words = "```json\n{\"title\": \"first\"}\n```\n```json\n{\"title\": \"second\"}\n```";

        assertThat(JsonRepair.read(words))
                .hasValueSatisfying(repaired ->
                        assertThat(repaired.json().path("title").asText()).isEqualTo("second"));
    }

    @Test
    void whatParsesButIsNotAcceptableIsStillShown() {
        assertThat(JsonRepair.read("{\"title\": \"no\"}", json -> false))
                .hasValueSatisfying(
                        repaired -> assertThat(repaired.json().has("title")).isTrue());
    }

    @Test
    void aClosingThinkTagInsideTheAnswerChangesNothing() {
        assertThat(JsonRepair.read("{\"title\": \"</think> <think>\"}"))
                .hasValueSatisfying(repaired -> assertThat(repaired.rung()).isEqualTo(Rung.AS_IS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[", "{\"", "```", "{[", "<think>", "{\"a\":"})
    void repetitionsWithoutEndAreReadInBoundedTime(String repeated) {
        assertThat(JsonRepair.read(repeated.repeat(25_000))).isEmpty();
    }

    @Test
    void wordsBeyondTheBoundAreNotRead() {
        assertThat(JsonRepair.read("{\"title\": \"" + "x".repeat(200_000) + "\"}"))
                .isEmpty();
    }
}
