package io.showrunner.assemble;

import static io.showrunner.assemble.StoryFolder.STORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Json;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StorySource;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoryAssemblerTest {
    @TempDir
    Path root;

    private StoryFolder folder;
    private StoryAssembler assembler;

    @BeforeEach
    void aStoryWithOneSceneOpen() {
        folder = new StoryFolder(root)
                .written(StorySource.LLM)
                .published(1, "gpu0", 0)
                .published(3, "gpu0", 40);
        assembler = folder.assembler();
    }

    @ParameterizedTest
    @EnumSource(SceneState.class)
    void aStoryIsCompleteWhenEverySceneIsTerminal(SceneState state) {
        folder.record(2, state, null, null);

        assertThat(assembler.isComplete(STORY)).isEqualTo(state.isTerminal());
    }

    @Test
    void aStoryThatIsUnknownOrUnwrittenIsNotComplete() throws IOException {
        assertThat(assembler.isComplete("story-nobody")).isFalse();
        Files.delete(file("story.json"));

        assertThat(assembler.isComplete(STORY)).isFalse();
    }

    @Test
    void aStoryWithAnOpenSceneIsNotAssembled() {
        assertThatThrownBy(() -> assembler.assemble(STORY)).hasMessageContaining("scene-002 is WAITING");
        assertThat(file("story.done")).doesNotExist();
    }

    @Test
    void aFinishedStoryHasItsDocumentsAndItsState() {
        folder.published(2, "gpu0", 20);

        StoryOutcome outcome = assembler.assemble(STORY);

        assertThat(outcome.state()).isEqualTo(StoryState.FINISHED);
        assertThat(outcome.sentence()).startsWith("finished: 3 of 3 scenes, revision 1 in " + root);
        assertThat(file("artifact-metadata.json")).exists();
        assertThat(file("run-summary.txt")).exists();
        assertThat(file("contact-sheet.png")).exists();
        assertThat(done().path("state").asText()).isEqualTo("FINISHED");
        assertThat(done().path("scenes")).hasSize(3);
        assertThat(folder.store.record(STORY)).get().satisfies(record -> {
            assertThat(record.state()).isEqualTo(StoryState.FINISHED);
            assertThat(record.message()).isNull();
        });
    }

    @Test
    void aStoryWithAFailedSceneIsIncompleteAndSaysWhy() {
        failSecond();

        StoryOutcome outcome = assembler.assemble(STORY);

        assertThat(outcome.state()).isEqualTo(StoryState.INCOMPLETE);
        assertThat(outcome.missing()).containsExactly("scene-002: Out of memory.");
        assertThat(done().at("/scenes/1/why").asText()).isEqualTo("Out of memory.");
        assertThat(done().at("/scenes/1/failureKind").asText()).isEqualTo("OOM");
        assertThat(folder.store.record(STORY)).get().satisfies(record -> {
            assertThat(record.state()).isEqualTo(StoryState.INCOMPLETE);
            assertThat(record.message()).isEqualTo("scene-002: Out of memory.");
        });
    }

    @Test
    void doingItTwiceChangesNothing() throws IOException {
        // Given
        folder.published(2, "gpu0", 20);
        StoryOutcome first = assembler.assemble(STORY);
        FileTime longAgo = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(file("artifact-metadata.json"), longAgo);

        // When
        StoryOutcome second = folder.assembler().assemble(STORY);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(file("artifact-metadata.json"))).isEqualTo(longAgo);
    }

    @Test
    void aSceneThatWasRetriedRaisesTheRevision() {
        // Given
        failSecond();
        assembler.assemble(STORY);
        folder.published(2, "gpu1", 100);

        // When
        StoryOutcome outcome = folder.assembler().assemble(STORY);

        // Then
        assertThat(outcome.revision()).isEqualTo(2);
        assertThat(outcome.state()).isEqualTo(StoryState.FINISHED);
        assertThat(done().path("revision").asInt()).isEqualTo(2);
        assertThat(Json.read(file("artifact-metadata.json"), JsonNode.class)
                        .path("Revision")
                        .asInt())
                .isEqualTo(2);
        assertThat(folder.store.record(STORY)).get().satisfies(record -> assertThat(record.state())
                .isEqualTo(StoryState.FINISHED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"artifact-metadata.json", "run-summary.txt", "story.done"})
    void aCrashBetweenTheDocumentsIsMadeGood(String missing) throws IOException {
        // Given
        folder.published(2, "gpu0", 20);
        assembler.assemble(STORY);
        Files.delete(file(missing));
        folder.store.update(STORY, record -> record.to(StoryState.WRITTEN, StoryFolder.START, null));
        assertThat(assembler.unassembled()).extracting(SceneRecord::storyId).containsOnly(STORY);

        // When
        StoryOutcome outcome = folder.assembler().assemble(STORY);

        // Then
        assertThat(outcome.revision()).isEqualTo(1);
        assertThat(file(missing)).exists();
        assertThat(assembler.unassembled()).isEmpty();
    }

    @Test
    void aCrashBeforeTheRecordIsMadeGood() {
        folder.published(2, "gpu0", 20);
        assembler.assemble(STORY);
        folder.store.update(STORY, record -> record.to(StoryState.WRITTEN, StoryFolder.START, null));
        assertThat(assembler.unassembled()).extracting(SceneRecord::storyId).containsOnly(STORY);

        folder.assembler().assemble(STORY);

        assertThat(folder.store.record(STORY)).get().satisfies(record -> assertThat(record.state())
                .isEqualTo(StoryState.FINISHED));
    }

    @Test
    void aStoryOfWhichASceneIsTriedAgainWhileItIsAssembledGoesOn() throws InterruptedException {
        // Given
        failSecond();
        Thread assembling = new Thread(() -> assembler.assemble(STORY), "assembling");

        // When
        folder.store.update(STORY, story -> {
            assembling.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> assembling.getState() == Thread.State.WAITING);
            folder.record(2, SceneState.WAITING, null, null);
            return story;
        });
        assembling.join();

        // Then
        assertThat(folder.store.record(STORY)).get().satisfies(record -> assertThat(record.state())
                .isEqualTo(StoryState.WRITTEN));
    }

    private void failSecond() {
        folder.failed(2, "gpu0", 20, FailureKind.OOM, "out of memory")
                .record(2, SceneState.FAILED, FailureKind.OOM, "Out of memory.");
    }

    private Path file(String name) {
        return folder.store.folder(STORY).resolve(name);
    }

    private JsonNode done() {
        return Json.read(file("story.done"), JsonNode.class);
    }
}
