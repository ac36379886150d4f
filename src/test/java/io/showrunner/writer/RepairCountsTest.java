package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.Json;
import io.showrunner.story.LlmReport;
import io.showrunner.story.Story;
import java.net.ConnectException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepairCountsTest {
    private final WritingDesk desk = Writers.roomyDesk();
    private final WritingSession session = desk.open("story-a", Writers.brief(2));

    @ParameterizedTest(name = "{1}")
    @CsvSource({"'', raw", "'Here: ', markers", "'{', tolerant"})
    void aReplyIsCountedByTheRungOnWhichItCouldBeUsed(String before, String rung) {
        String story = Writers.story(2).toString();

        Writers.say(session, before.equals("{") ? story.replace("}],", "},],") : before + story);

        assertThat(RepairRung.valueOf(rung.toUpperCase(Locale.ROOT)))
                .satisfies(needed -> assertThat(desk.repairs().count(needed)).isEqualTo(1));
        assertThat(session.finish().llm().repairs()).isEqualTo(rung.equals("raw") ? Map.of() : Map.of(rung, 1));
    }

    @Test
    void whatWasThoughtAndWhatWasTornAreRungsOfTheirOwn() {
        session.nextRequest();
        session.accept(200, BadAnswer.body(Writers.story(2).toString(), true, "stop"), null);
        WritingSession torn = desk.open("story-b", Writers.brief(2));
        torn.nextRequest();
        String words = Writers.story(2).toString();
        torn.accept(200, BadAnswer.body(words.substring(0, words.length() - 1), false, "stop"), null);

        assertThat(session.finish().llm().repairs()).containsOnlyKeys("reasoning");
        assertThat(torn.finish().llm().repairs()).containsOnlyKeys("torn-end");
    }

    @Test
    void furtherQuestionsAreCountedAndTheStoryNamesThem() {
        // Given
        Writers.say(session, "no");

        // When
        Writers.say(session, "```json\n" + Writers.story(1) + "\n```");
        Writers.say(session, Writers.scene(2));
        Story story = session.finish();

        // Then
        assertThat(story.llm().repairs().toString()).isEqualTo("{markers=1, re-ask=1, scene-by-scene=1}");
        assertThat(Json.read(Json.write(story), Story.class)).isEqualTo(story);
        assertThat(desk.repairs().count(RepairRung.RAW)).isEqualTo(1);
    }

    @Test
    void theWayToTheTemplateIsCounted() {
        session.nextRequest();
        session.failed(new ConnectException("refused"));
        session.turnTo(Writers.OLLAMA);
        session.nextRequest();
        session.accept(404, "no model", null);

        assertThat(session.finish().llm().repairs().toString()).isEqualTo("{other-endpoint=1, template=1}");
    }

    @Test
    void withoutALanguageModelTheTemplateIsNoRepair() {
        assertThat(Writers.desk(500)
                        .open("story-a", Writers.brief(2))
                        .finish()
                        .llm()
                        .repairs())
                .isEmpty();
    }

    @Test
    void aStoryOfAnOlderVersionHasNone() {
        assertThat(Json.read("{\"enabled\": true, \"attempts\": 1}", LlmReport.class)
                        .repairs())
                .isEmpty();
    }
}
