package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.showrunner.brief.Brief;
import io.showrunner.story.ClipTokens;
import io.showrunner.story.Json;
import io.showrunner.writer.StoryTemplate.Beat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every treatment of the templates keeps to, whatever the brief: read by an audience, drawn by an image model. */
class TreatmentRulesTest {
    private static final Path STORIES = Writers.CONFIG.resolve("stories");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final TemplateStory TEMPLATES = new TemplateStory(STORIES);
    private static final List<Integer> COUNTS = List.of(1, 3, 6, 12);

    /** Words of the image defects that stand in every negative prompt, and what nobody can draw. */
    private static final String NOT_DRAWN =
            "(?is).*\\b(blur\\w*|distort\\w*|watermark|low resolution|or kept|nobody there)\\b.*";

    /** The bundled briefs, those that models are judged by, and some that people drop; none tells its own scenes. */
    static Stream<Brief> briefs() throws IOException {
        List<Brief> briefs = new ArrayList<>();
        for (Path file : files(Writers.CONFIG.resolve("briefs"))) {
            briefs.add(Treatment.brief(file));
        }
        for (Path file : files(Path.of("src/test/resources/llm/briefs"))) {
            briefs.add(brief(YAML.readTree(file.toFile()).path("brief")));
        }
        YAML.readTree(Path.of("src/test/resources/treatments/briefs.yaml").toFile())
                .forEach(json -> briefs.add(brief(json)));
        return briefs.stream().map(Treatment::withoutScenes);
    }

    @ParameterizedTest
    @MethodSource("briefs")
    void everyPictureFillsOneChunkOfClipWithWordsThatItCanRead(Brief brief) {
        for (SceneDraft scene : scenes(brief)) {
            assertThat(ClipTokens.in(scene.prompt())).isLessThanOrEqualTo(ClipTokens.CHUNK);
            assertThat(PicturePrompt.words(scene.prompt()))
                    .isBetween(PicturePrompt.FEWEST_WORDS, PicturePrompt.MOST_WORDS);
            assertThat(EnglishText.complaint(scene.prompt())).as(scene.prompt()).isEmpty();
            assertThat(scene.prompt()).doesNotMatch(NOT_DRAWN);
            assertThat(scene.prompt().split(", ")).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("briefs")
    void noPictureIsShownTwice(Brief brief) {
        for (int count : COUNTS) {
            StoryDraft story = TEMPLATES.write(brief, count);
            assertThat(story.scenes()).extracting(SceneDraft::summary).doesNotHaveDuplicates();
            Map<Integer, String> shown = new HashMap<>();
            Set<String> shared = PictureCheck.sharedWords(brief.visualStyle(), brief.characters());
            for (SceneDraft scene : story.scenes()) {
                assertThat(PictureCheck.twin(scene.prompt(), shown, shared))
                        .as(scene.prompt())
                        .isEmpty();
                shown.put(shown.size() + 1, scene.prompt());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("briefs")
    void theEndReturnsToThePlaceTheThingAndThePersonOfTheBeginning(Brief brief) {
        Map<String, String> values = roles(brief).values(0);

        for (int count : List.of(3, 6, 12)) {
            List<SceneDraft> scenes = TEMPLATES.write(brief, count).scenes();
            for (SceneDraft scene : List.of(scenes.get(0), scenes.get(count - 1))) {
                assertThat(scene.prompt())
                        .contains(
                                values.get("heroLook").replaceAll(",$", ""), values.get("place"), values.get("object"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("briefs")
    void everyLineReadsAsEnglish(Brief brief) {
        List<String> lines = new ArrayList<>();
        for (int count : COUNTS) {
            StoryDraft story = TEMPLATES.write(brief, count);
            assertThat(story.logline()).matches("(?s).+[.!?…。！？] \\p{Lu}[^.!?]+\\.");
            lines.add(story.directorsVision());
            story.scenes().forEach(scene -> lines.addAll(List.of(scene.summary(), scene.prompt(), scene.mood())));
        }
        assertThat(lines).allSatisfy(line -> {
            assertThat(line).doesNotContainPattern("(?i)\\b(\\w+) \\1\\b");
            assertThat(line).doesNotContainPattern("(?i)\\ba (?!(?:uni[^dmn]|use|eu|one\\b))[aeiou]");
            assertThat(line).doesNotContainPattern("(?i)\\ban (?!hour|honest|heir)[^aeiou]");
            assertThat(line).doesNotContainPattern("[.!?,;] ?[.,;]|\\s[.,;!?]|  ");
            assertThat(line.split(", ")).doesNotHaveDuplicates();
        });
    }

    @ParameterizedTest
    @MethodSource("briefs")
    void noLightContradictsTheStyleOfTheBrief(Brief brief) {
        Set<Daytime> wanted = Daytime.of(Wording.isSaid(brief.visualStyle()) ? brief.visualStyle() : "");

        for (SceneDraft scene : scenes(brief)) {
            Set<Daytime> shown = Daytime.of(scene.prompt());
            assertThat(wanted.isEmpty() || wanted.containsAll(shown))
                    .as(scene.prompt())
                    .isTrue();
        }
    }

    /** A slot may be filled with many, and a thing may be a ticket or a tree. */
    @ParameterizedTest
    @ValueSource(strings = {"drama", "family-fantasy", "generic", "horror", "sci-fi", "thriller"})
    void noVerbAgreesWithASlotAndNothingIsHandled(String name) {
        StoryTemplate template = StoryTemplate.read(STORIES.resolve(name + ".yaml"));

        Stream<String> texts = template.scenes().stream().flatMap(beat -> Stream.of(beat.summary(), beat.picture()));
        assertThat(Stream.concat(Stream.of(template.directorsVision(), template.logline()), texts))
                .allSatisfy(text -> assertThat(text)
                        .doesNotContainPattern("(?<!inPlace)}} (was|were|is|are|has|have|stands|does)\\b")
                        .doesNotContainPattern("(in|on|at) \\{\\{place}}")
                        .doesNotContainPattern("(holding|lifting|carrying|climbing|wearing) \\{\\{(object|detail)}}"));
        assertThat(template.scenes()).extracting(Beat::light).allSatisfy(light -> assertThat(light)
                .doesNotContainPattern("\\b(rain|window|sky|floor|ceiling|sea)\\b"));
    }

    private static List<SceneDraft> scenes(Brief brief) {
        return COUNTS.stream()
                .flatMap(count -> TEMPLATES.write(brief, count).scenes().stream())
                .toList();
    }

    private static Cast.Roles roles(Brief brief) {
        try {
            StoryTemplate template = StoryTemplate.read(STORIES.resolve(TEMPLATES.nameFor(brief.genre()) + ".yaml"));
            return new Cast(NounWords.read(STORIES)).of(brief, template);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Brief brief(JsonNode json) {
        return Json.read(json.toString(), Brief.class);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return Arrays.asList(files.sorted().toArray(Path[]::new));
        }
    }
}
