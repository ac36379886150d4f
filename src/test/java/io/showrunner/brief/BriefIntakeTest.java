package io.showrunner.brief;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.brief.Acceptance.Verdict;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.StoryMessage;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BriefIntakeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T22:10:05.123Z");

    @TempDir
    private Path stories;

    private StoryStore store;
    private BriefIntake intake;

    @BeforeEach
    void open() {
        store = new StoryStore(stories);
        intake = new BriefIntake(store, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void makesAStoryOfANewBrief() {
        // Given
        Brief brief = Briefs.read(
                Briefs.withId("Bees_1").put("title", "Die Bienen: Zoë's Code!").put("priority", "high"));

        // When
        Acceptance acceptance = intake.accept(brief, "bees.json");

        // Then
        assertThat(acceptance.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(acceptance.storyId()).matches("story-die-bienen-zoes-code-[0-9a-f]{8}");
        assertThat(acceptance.message()).isEqualTo("bees.json is accepted as " + acceptance.storyId() + ".");
        assertThat(acceptance.isWaiting()).isTrue();
        assertThat(StoryMessage.of(acceptance.record()))
                .isEqualTo(new StoryMessage(acceptance.storyId(), 1, Priority.HIGH));
        assertThat(store.record(acceptance.storyId())).hasValueSatisfying(record -> {
            assertThat(record).isEqualTo(acceptance.record());
            assertThat(record.briefId()).isEqualTo("Bees_1");
            assertThat(record.briefName()).isEqualTo("bees.json");
            assertThat(record.runId()).isEqualTo("20261123-221005");
            assertThat(record.contentHash()).matches("[0-9a-f]{64}");
            assertThat(record.state()).isEqualTo(StoryState.ACCEPTED);
        });
        assertThat(intake.briefOf(acceptance.storyId())).isEqualTo(brief);
    }

    @ParameterizedTest(name = "{0}, then {1} with {2} content: {3}")
    @CsvSource({
        "a, a, same, DUPLICATE",
        "a, a, other, CONFLICT",
        "a, b, same, ACCEPTED",
        "a, b, other, ACCEPTED",
        "a, A, same, ACCEPTED",
        "a, , same, DUPLICATE",
        ", , same, DUPLICATE",
        ", , other, ACCEPTED",
        ", a, same, ACCEPTED"
    })
    void tellsARepeatFromANewBrief(String firstId, String secondId, String content, Verdict verdict) {
        // Given
        Acceptance first = intake.accept(brief(firstId, "calm"), "first.json");

        // When
        Acceptance second = intake.accept(brief(secondId, content.equals("same") ? "calm" : "wild"), "second.json");

        // Then
        assertThat(second.verdict()).isEqualTo(verdict);
        assertThat(store.storyIds()).hasSize(verdict == Verdict.ACCEPTED ? 2 : 1);
        assertThat(second.record().equals(first.record())).isEqualTo(verdict != Verdict.ACCEPTED);
    }

    @Test
    void namesTheFirstStoryAtAConflict() {
        Acceptance first = intake.accept(brief("a", "calm"), "first.json");
        Acceptance second = intake.accept(brief("a", "wild"), "second.json");
        assertThat(second.isWaiting()).isFalse();
        assertThat(second.message())
                .isEqualTo("second.json is not accepted: the brief id a belongs to " + first.storyId()
                        + ", which has other content. Give this brief an id of its own, or none.");
        assertThat(intake.briefOf(first.storyId()).mood()).isEqualTo("calm");
    }

    @Test
    void queuesARepeatAgainOnlyWhileItsStoryIsNotWritten() {
        String storyId = intake.accept(brief("a", "calm"), "first.json").storyId();
        assertThat(intake.accept(brief("a", "calm"), "again.json").isWaiting()).isTrue();
        store.update(storyId, story -> story.to(StoryState.WRITTEN, NOW, null));
        assertThat(intake.accept(brief("a", "calm"), "again.json").isWaiting()).isFalse();
    }

    @Test
    void takesTheSameContentInAnotherFormatOrderAndSpellingOfTheUsualValuesForTheSame() {
        String yaml =
                "mood: calm\nsceneCount: 3\npriority: normal\ncache: true\ngenre: ' drama'\npremise: " + Briefs.PREMISE;
        Acceptance first = intake.accept(Briefs.read("b.json", Briefs.json("")), "b.json");
        Acceptance second = intake.accept(Briefs.read("b.yaml", yaml), "b.yaml");
        assertThat(second.verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(second.storyId()).isEqualTo(first.storyId());
    }

    @Test
    void givesEveryBriefAnIdThatPeopleRecognise() {
        assertThat(StoryId.candidates(Briefs.read(Briefs.small().put("title", "灯台の帳簿")), "hash"))
                .allSatisfy(id -> assertThat(id).startsWith("story-a-keeper-of-bees-finds-a-"));
        assertThat(StoryId.candidates(Briefs.read(Briefs.withId("b.1").put("title", "🎬")), "hash"))
                .allSatisfy(id -> assertThat(id).startsWith("story-b-1-"));
        assertThat(StoryId.candidates(Briefs.read(Briefs.small().put("title", "x y".repeat(40))), "hash"))
                .allSatisfy(id -> assertThat(store.folder(id)).isNotNull())
                .doesNotHaveDuplicates();
    }

    @Test
    void takesALongerIdWhenTheShortOneBelongsToAnotherBrief() {
        // Given
        Acceptance other = intake.accept(brief("x", "wild"), "x.json");
        Brief brief = brief("a", "calm");
        List<String> ids = StoryId.candidates(brief, BriefHash.of(brief));
        ObjectNode record = Json.mapper().valueToTree(other.record());
        DurableFiles.writeJson(store.folder(ids.get(0)).resolve("record.json"), record.put("storyId", ids.get(0)));

        // When
        Acceptance acceptance = intake.accept(brief, "a.json");

        // Then
        assertThat(acceptance.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(acceptance.storyId()).isEqualTo(ids.get(1));
    }

    @ParameterizedTest(name = "killed after {0} files")
    @ValueSource(ints = {0, 1, 2, 3})
    void finishesWhatAKilledProcessBegan(int written) throws IOException {
        // Given
        Brief brief = brief("a", "calm");
        String storyId = intake.accept(brief, "a.json").storyId();
        Path folder = store.folder(storyId);
        List<Path> inOrder = List.of(
                indexEntry("id-"), indexEntry("content-"), folder.resolve("brief.json"), folder.resolve("record.json"));
        for (Path lost : inOrder.subList(written, inOrder.size())) {
            Files.delete(lost);
        }

        // When
        Acceptance repeated = intake.accept(brief, "a.json");

        // Then
        assertThat(repeated.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(repeated.storyId()).isEqualTo(storyId);
        assertThat(intake.briefOf(storyId)).isEqualTo(brief);
        assertThat(intake.accept(brief(null, "calm"), "b.json").storyId()).isEqualTo(storyId);
        assertThat(store.storyIds()).containsExactly(storyId);
    }

    @Test
    void letsAnotherBriefHaveTheIdOfOneThatNeverBecameAStory() throws IOException {
        Acceptance killed = intake.accept(brief("a", "calm"), "a.json");
        Files.delete(store.folder(killed.storyId()).resolve("record.json"));
        assertThat(intake.accept(brief("a", "wild"), "a.json").verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void recognisesItsStoriesWhenTheIndexIsLost() throws IOException {
        Acceptance first = intake.accept(brief("a", "calm"), "a.json");
        for (Path entry : indexEntries()) {
            Files.delete(entry);
        }
        Acceptance second = intake.accept(brief("a", "calm"), "a.json");
        assertThat(second.verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(second.record()).isEqualTo(first.record());
        assertThat(intake.accept(brief("a", "wild"), "a.json").verdict()).isEqualTo(Verdict.CONFLICT);
    }

    private static Brief brief(String briefId, String mood) {
        return Briefs.read((briefId == null ? Briefs.small() : Briefs.withId(briefId)).put("mood", mood));
    }

    private List<Path> indexEntries() throws IOException {
        try (Stream<Path> entries = Files.list(store.briefIndex())) {
            return entries.sorted().toList();
        }
    }

    private Path indexEntry(String prefix) throws IOException {
        return indexEntries().stream()
                .filter(entry -> entry.getFileName().toString().startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }
}
