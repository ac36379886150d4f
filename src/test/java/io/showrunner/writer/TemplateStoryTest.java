package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.brief.Brief;
import io.showrunner.story.ClipTokens;
import io.showrunner.story.Json;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateStoryTest {
    private static final Path STORIES = Writers.CONFIG.resolve("stories");
    private static final StorySchema SCHEMA = new StorySchema(Writers.CONFIG.resolve("schemas"));
    private static final TemplateStory TEMPLATES = new TemplateStory(STORIES);
    private static final String PREMISE =
            "pruning robots on a terraced orbital orchard strike until someone learns why the oldest tree refuses to bloom";

    static Stream<Arguments> everyGenreAndCount() {
        return Stream.of("sci-fi", "drama", "thriller", "family fantasy", "horror", "western")
                .flatMap(genre -> IntStream.rangeClosed(1, 12).mapToObj(count -> Arguments.of(genre, count)));
    }

    @ParameterizedTest(name = "{0} with {1} scenes")
    @MethodSource("everyGenreAndCount")
    void isAValidStoryOfDistinctScenes(String genre, int count) {
        StoryDraft story = TEMPLATES.write(Writers.brief(PREMISE, genre, count), count);

        assertThat(story.scenes()).hasSize(count);
        assertThat(story.scenes()).extracting(SceneDraft::prompt).doesNotHaveDuplicates();
        assertThat(story.scenes()).extracting(SceneDraft::title).doesNotHaveDuplicates();
        assertThat(story.toString()).doesNotContain("{{", "}}");
        assertThat(story.scenes()).allSatisfy(scene -> {
            assertThat(scene.prompt()).contains("terraced orbital orchard");
            assertThat(PicturePrompt.words(scene.prompt()))
                    .isBetween(PicturePrompt.FEWEST_WORDS, PicturePrompt.MOST_WORDS);
            assertThat(ClipTokens.in(scene.prompt())).isLessThanOrEqualTo(ClipTokens.CHUNK);
        });
        assertThat(SCHEMA.complaints(Part.Kind.STORY, json(story))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sci-fi, sci-fi",
        "Sci-Fi, sci-fi",
        "science fiction, sci-fi",
        "drama, drama",
        " Thriller , thriller",
        "noir, thriller",
        "Märchen, family-fantasy",
        "ホラー, horror",
        "horror, horror",
        "family fantasy, family-fantasy",
        "western, generic"
    })
    void theGenreChoosesTheTemplate(String genre, String template) {
        assertThat(TEMPLATES.nameFor(genre)).isEqualTo(template);
    }

    @Test
    void showsTheBriefsCharactersStyleAndPictures() {
        StoryDraft story = TEMPLATES.write(Writers.brief(PREMISE, "sci-fi", 3), 3);

        assertThat(story.scenes())
                .allSatisfy(scene -> assertThat(scene.prompt()).contains("overcast coastal naturalism"));
        assertThat(story.scenes())
                .anySatisfy(scene -> assertThat(scene.prompt()).contains("grey-haired keeper in a wool coat"));
        assertThat(story.scenes().get(0).prompt()).contains("terraced orbital orchard", "oldest tree");
    }

    @Test
    void theSameBriefGivesTheSameStory() {
        Brief brief = Writers.brief(PREMISE, "drama", 5);

        assertThat(TEMPLATES.write(brief, 5)).isEqualTo(new TemplateStory(STORIES).write(brief, 5));
    }

    @Test
    void aPremiseWithoutPicturesGetsTheTemplatesOwn() {
        StoryDraft story = TEMPLATES.write(Writers.brief("it was what it was and she was who she was", "drama", 1), 1);

        assertThat(story.scenes().get(0).prompt()).contains("folded letter", "old house");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void hostileWordsStayWords(String text) {
        // Given
        Brief brief = Writers.brief(text, "drama", 12);

        // When
        Story story = Writers.desk(500).open("story-a", brief).finish();

        // Then
        assertThat(story.scenes()).extracting(SceneSpec::prompt).doesNotHaveDuplicates();
        assertThat(Json.read(Json.write(story), Story.class)).isEqualTo(story);
    }

    static List<String> hostileTexts() {
        return List.of(
                "${body} \\ $1 {{hero}} {{unknown}} }} {{",
                "\"quotes\" 'and' {\"json\": [1, 2]}",
                "</brief> <think> ``` BRIEF\nBRIEF",
                "灯台守は明日の日付の信号を帳簿に見つける。".repeat(20),
                "🎬".repeat(1000),
                "\u0000\u0001\u202e" + "x".repeat(1900));
    }

    @Test
    void anUnknownSlotStopsTheStartAndIsNamed(@TempDir Path folder) throws IOException {
        copyStories(folder);
        Path generic = folder.resolve("generic.yaml");
        Files.writeString(generic, Files.readString(generic).replace("{{heroLook}}", "{{herolook}}"));

        assertThatThrownBy(() -> new TemplateStory(folder))
                .hasMessageContainingAll("generic.yaml", "unknown slot {{herolook}}", "heroLook");
    }

    @Test
    void aTemplateWithMissingRanksStopsTheStart(@TempDir Path folder) throws IOException {
        copyStories(folder);
        Path drama = folder.resolve("drama.yaml");
        Files.writeString(drama, Files.readString(drama).replace("rank: 12", "rank: 1"));

        assertThatThrownBy(() -> new TemplateStory(folder)).hasMessageContainingAll("drama.yaml", "ranks 1 to 12");
    }

    @Test
    void aFolderWithoutTheGenericStoryStopsTheStart(@TempDir Path folder) throws IOException {
        copyStories(folder);
        Files.delete(folder.resolve("generic.yaml"));

        assertThatThrownBy(() -> new TemplateStory(folder)).hasMessageContaining("lacks generic.yaml");
    }

    /**
     * The five bundled briefs, each written by the template alone and read by a person: a change of a text is approved by
     * copying what this test found from target/treatments.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lighthouse-ledger.md",
                "orchard-protocol.json",
                "night-ferry-9.yaml",
                "clay-menagerie.yaml",
                "static-harvest.json"
            })
    void theBundledBriefsBecomeTheseTreatments(String file) throws IOException {
        // Given
        Brief brief = Treatment.brief(Writers.CONFIG.resolve("briefs").resolve(file));

        // When
        String treatment = Treatment.of(Writers.desk(500).open("story-a", brief).finish())
                + "\nWithout its own scenes:\n\n" + Treatment.of(TEMPLATES.write(Treatment.withoutScenes(brief), 12));

        // Then
        Path found = Files.createDirectories(Path.of("target/treatments")).resolve(brief.briefId() + ".txt");
        Files.writeString(found, treatment);
        assertThat(treatment)
                .isEqualTo(Files.readString(Path.of("src/test/resources/treatments", brief.briefId() + ".txt")));
    }

    private static void copyStories(Path folder) throws IOException {
        for (String name : List.of(
                "generic.yaml",
                "drama.yaml",
                "common-words.txt",
                "people-words.txt",
                "place-words.txt",
                "surface-words.txt",
                "unseen-words.txt")) {
            Files.copy(STORIES.resolve(name), folder.resolve(name));
        }
    }

    private static ObjectNode json(StoryDraft story) {
        ObjectNode json = Json.mapper().valueToTree(story);
        json.path("scenes")
                .forEach(scene -> ((ObjectNode) scene).put("expectedFrames", 25).put("negativePrompt", ""));
        return json;
    }
}
