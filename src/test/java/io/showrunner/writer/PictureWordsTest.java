package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.brief.Brief;
import io.showrunner.story.Json;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Story;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the words for a picture between the model and the scene. */
class PictureWordsTest {
    private static final String LOOK = "grey-haired keeper in a wool coat";

    @Test
    void aModelsPromptThatForgetsALookIsNotAskedForAgain() {
        // Given
        WritingSession session = Writers.roomyDesk().open("story-a", Writers.brief(1));
        ObjectNode told = Writers.story(1);
        ((ObjectNode) told.at("/scenes/0"))
                .put("prompt", "Mara opening a drawer of the lamp room")
                .put("negativePrompt", "fog");

        // When
        WritingDecision decision = Writers.say(session, told);

        // Then
        assertThat(decision).isEqualTo(WritingDecision.FINISHED);
        assertThat(session.finish().scenes().get(0).prompt())
                .isEqualTo("Mara, " + LOOK + ", opening a drawer of the lamp room");
    }

    @Test
    void whoeverTheOutlineDescribesLooksTheSameInEveryScene() {
        // Given
        WritingSession session = Writers.desk(500, Writers.LM_STUDIO).open("story-a", Writers.brief(2));
        ObjectNode outline = Writers.outline(2).put("place", "an island").put("palette", "slate, brass");
        outline.withArray("cast").addObject().put("name", "Jon").put("looks", "thin boy in yellow oilskins");
        outline.withArray("cast").addObject().put("name", "Nobody");
        Writers.say(session, outline);

        // When
        String first = Writers.message(session.nextRequest());
        session.accept(
                200, Writers.answer(Writers.scene(1).put("prompt", "Jon running down the iron stairs"), "stop"), null);
        String second = Writers.message(session.nextRequest());
        session.accept(
                200,
                Writers.answer(Writers.scene(2).put("prompt", "A boat on black water, Jon at the oars"), "stop"),
                null);

        // Then
        assertThat(first)
                .contains("\"cast\":[{\"name\":\"Jon\",\"looks\":\"thin boy in yellow oilskins\"}]")
                .contains("\"place\":\"an island\"", "\"palette\":\"slate, brass\"");
        assertThat(second).contains("\"picture\":\"Jon running down the iron stairs\"");
        assertThat(session.finish().scenes()).extracting(SceneSpec::prompt).allSatisfy(prompt -> assertThat(prompt)
                .contains("Jon, thin boy in yellow oilskins, "));
    }

    @Test
    void thePersonsOwnPromptIsKeptWordForWordAndALongOneIsNamed() {
        // Given
        String own = "Mara counting lamps in the fog, ".repeat(12).strip();

        // When
        Story story = Writers.roomyDesk()
                .open("story-a", Writers.brief(1, Writers.given("Lamps", "She counts.", own)))
                .finish();

        // Then
        assertThat(story.scenes().get(0).prompt()).isEqualTo(own);
        assertThat(story.warnings())
                .singleElement()
                .asString()
                .startsWith("PROMPT_LONG: the prompt of scene-001 is about ");
    }

    @Test
    void twoOwnScenesAlikeAreThePersonsWish() {
        Brief brief = Writers.brief(
                2, Writers.given(null, "First.", "The same lamp"), Writers.given(null, "Second.", "The same lamp"));
        WritingSession session = Writers.roomyDesk().open("story-a", brief);
        Writers.say(session, Writers.outline(2));

        Writers.say(session, Writers.scene(1));
        WritingDecision decision = Writers.say(session, Writers.scene(2));

        assertThat(decision).isEqualTo(WritingDecision.FINISHED);
    }

    @Test
    void nearlyTheSamePictureIsRefusedInWordsThatAModelUnderstands() {
        WritingSession session = Writers.desk(500, Writers.LM_STUDIO).open("story-a", Writers.brief(2));
        Writers.say(session, Writers.outline(2));
        Writers.say(
                session,
                Writers.scene(1).put("prompt", "Keeper wiping salt from a pane of the lamp room at dawn, fog outside"));

        Writers.say(
                session,
                Writers.scene(2)
                        .put("prompt", "Keeper wiping salt from the pane of the lamp room at dawn, rain outside"));

        assertThat(Writers.message(session.nextRequest()))
                .contains("scene 2 shows nearly the same picture as scene 1; show another subject or another place");
    }

    @Test
    void sharedLooksAndStyleMakeNoTwins() {
        WritingSession session = Writers.desk(500, Writers.LM_STUDIO).open("story-a", Writers.brief(2));
        String shared = "Mara, " + LOOK + ", overcast coastal naturalism, ";
        Writers.say(session, Writers.outline(2));
        Writers.say(session, Writers.scene(1).put("prompt", shared + "reading a ledger"));

        WritingDecision decision =
                Writers.say(session, Writers.scene(2).put("prompt", shared + "climbing iron stairs"));

        assertThat(decision).isEqualTo(WritingDecision.FINISHED);
    }

    @Test
    void aBriefWithoutStyleAndCharactersIsJudgedLikeAnyOther() throws Exception {
        ObjectNode fields = Json.mapper().valueToTree(Writers.brief(2));
        fields.remove(List.of("visualStyle", "characters"));
        Brief brief = Json.mapper().treeToValue(fields, Brief.class);
        WritingSession session = Writers.roomyDesk().open("story-a", brief);

        assertThat(Writers.say(session, Writers.story(2))).isEqualTo(WritingDecision.FINISHED);
    }

    @Test
    void aJapaneseBriefGetsItsTextsInJapaneseAndItsPromptsInEnglish() {
        // Given
        Brief brief = Writers.brief("引退した灯台守の老女が、明日の日付の信号を帳簿に見つける物語。", "drama", 1);
        WritingSession session = Writers.roomyDesk().open("story-a", brief);
        ObjectNode told = Writers.story(1).put("logline", "灯台守が明日の信号に答える。");
        ObjectNode scene = (ObjectNode) told.at("/scenes/0");
        scene.put("title", "窓の塩").put("summary", "夜明けに彼女は窓を拭く。").put("mood", "静か");
        scene.put("prompt", "夜明けの灯台の部屋で窓の塩を拭く老女の手、真鍮のレンズ、曇り空の光");

        // When
        Writers.say(session, told);
        String again = Writers.message(session.nextRequest());
        scene.put("prompt", "Hand of an old woman wiping salt from a pane of the lamp room, brass lens");
        session.accept(200, Writers.answer(told, "stop"), null);
        Story story = session.finish();

        // Then
        assertThat(again)
                .contains(
                        "in the language of the brief",
                        "the \"prompt\" of scene 1 is not in Latin letters, write it in English");
        assertThat(story.scenes().get(0).title()).isEqualTo("窓の塩");
        assertThat(story.logline()).isEqualTo("灯台守が明日の信号に答える。");
        assertThat(story.scenes().get(0).prompt()).startsWith("Hand of an old woman");
        assertThat(story.llm().repairs()).containsEntry("re-ask", 1);
    }

    @Test
    void aGermanPromptForAGermanBriefIsAskedForAgain() {
        Brief brief =
                Writers.brief("Eine pensionierte Wärterin entdeckt im Leuchtturm ein Buch voller Signale.", "drama", 1);
        WritingSession session = Writers.roomyDesk().open("story-a", brief);
        ObjectNode told = Writers.story(1);
        ((ObjectNode) told.at("/scenes/0"))
                .put("title", "Salz auf dem Glas")
                .put("prompt", "Die Hand der Wärterin wischt das Salz von der Scheibe, mit dem Nebel über dem Meer");

        Writers.say(session, told);

        assertThat(Writers.message(session.nextRequest()))
                .contains("the \"prompt\" of scene 1 is in another language, write it in English");
    }

    @Test
    void theSameBriefModelAndSeedGiveTheSameRequestsByteForByte() {
        assertThat(requests()).isEqualTo(requests()).hasSize(3).allSatisfy(request -> assertThat(request)
                .contains("\"temperature\":0.35", "\"seed\":1187"));
    }

    private static List<String> requests() {
        WritingSession session = Writers.desk(500, Writers.LM_STUDIO).open("story-a", Writers.brief(2));
        List<String> requests = new ArrayList<>();
        for (Object reply : List.of(Writers.outline(2), Writers.scene(1), Writers.scene(2))) {
            requests.add(session.nextRequest());
            session.accept(200, Writers.answer(reply, "stop"), null);
        }
        return requests;
    }
}
