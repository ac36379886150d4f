package io.showrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.broker.FolderLock;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanTest {
    @TempDir
    Path folder;

    private CommandLineUse person;
    private StoryStore store;

    @BeforeEach
    void threeStories() throws IOException {
        person = new CommandLineUse(folder);
        store = new StoryStore(person.home.resolve("stories"));
        save("old", StoryState.FAILED, "2026-01-01T00:00:00Z");
        save("new", StoryState.FAILED, "2026-02-01T00:00:00Z");
        save("open", StoryState.ACCEPTED, "2026-01-01T00:00:00Z");
    }

    @Test
    void asShippedEveryStoryIsKept() {
        assertThat(person.type("clean")).isZero();

        assertThat(person.out()).contains("every story is kept").contains("showrunner.retention.keep-last");
        assertThat(store.storyIds()).hasSize(3);
    }

    @Test
    void aDryRunOnlyListsWhatWouldGoAndTheRealOneDeletesIt() {
        person.system.setProperty("showrunner.retention.keep-last", "1");

        assertThat(person.type("clean", "--dry-run")).isZero();
        assertThat(person.out().lines())
                .containsExactly(
                        "story-old  FAILED  ended 2026-01-01T00:00:00Z  0.0 MB", "1 story, 0.0 MB would be deleted");
        assertThat(store.storyIds()).hasSize(3);

        assertThat(person.type("clean")).isZero();
        assertThat(person.out()).contains("1 story, 0.0 MB deleted");
        assertThat(store.storyIds()).containsExactly("story-new", "story-open");
    }

    @Test
    void aScriptGetsJson() {
        person.system.setProperty("showrunner.retention.keep-last", "1");

        assertThat(person.type("clean", "--dry-run", "--json")).isZero();

        JsonNode cleaned = Json.read(person.out(), JsonNode.class);
        assertThat(cleaned.at("/stories/0/storyId").asText()).isEqualTo("story-old");
        assertThat(cleaned.path("deleted").asBoolean()).isFalse();
    }

    @Test
    void framesThatTheSceneCacheKeepsAreNotCountedAsFreed() throws IOException {
        Path frame = Files.write(store.folder("story-new").resolve("frame.png"), new byte[1 << 20]);
        Files.createLink(folder.resolve("kept.png"), frame);

        assertThat(person.type("clean", "--story", "story-new")).isZero();

        assertThat(person.out())
                .contains("1 story, 1.0 MB deleted; 1.0 MB of it takes room still: the scene cache has the same files");
    }

    @Test
    void oneStoryIsDeletedWhateverTheSettingsKeepUnlessItIsNotAtItsEnd() {
        assertThat(person.type("clean", "--story", "story-new")).isZero();
        assertThat(store.exists("story-new")).isFalse();

        assertThat(person.type("clean", "--story", "story-open")).isEqualTo(1);
        assertThat(person.err()).contains("story-open is ACCEPTED and not at its end yet");

        assertThat(person.type("clean", "--story", "story-none")).isEqualTo(1);
        assertThat(person.err()).contains("there is no such story");
    }

    @Test
    void whileAShowrunnerUsesTheDataItIsAskedToDeleteItself() {
        try (FolderLock running =
                FolderLock.tryTake(person.home.resolve("data/broker")).orElseThrow()) {
            assertThat(running).isNotNull();

            assertThat(person.type("clean", "--story", "story-new", "--url", "http://127.0.0.1:1"))
                    .isEqualTo(ExitStatus.NO_SERVER.code());

            assertThat(person.err()).contains("cannot reach http://127.0.0.1:1");
            assertThat(store.exists("story-new")).isTrue();
        }
    }

    private void save(String name, StoryState state, String when) {
        Instant instant = Instant.parse(when);
        store.save(
                StoryRecord.accepted("story-" + name, null, name, "hash-" + name, Priority.NORMAL, "r", instant, null)
                        .to(state, instant, null));
    }
}
