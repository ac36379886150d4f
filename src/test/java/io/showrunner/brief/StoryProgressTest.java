package io.showrunner.brief;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StorySource;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryProgressTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T22:10:05Z"), ZoneOffset.UTC);

    @TempDir
    Path home;

    @Test
    void theStatusBesideTheBriefFollowsTheStory() throws IOException {
        // Given
        Path inbox = Files.createDirectory(home.resolve("inbox"));
        StoryStore store = new StoryStore(home.resolve("stories"));
        InboxFiles files = new InboxFiles(inbox, CLOCK);
        Path file = Files.writeString(inbox.resolve("bees.json"), Briefs.json(""));
        Acceptance acceptance = new BriefIntake(store, CLOCK).accept(Briefs.READER.read(file), "bees.json");
        files.accept(file, acceptance);
        store.update(acceptance.storyId(), now -> now.to(StoryState.FAILED, CLOCK.instant(), "no words came"));

        // When
        StoryProgress progress = new StoryProgress(store, files);
        progress.report(acceptance.storyId());
        progress.report("story-unknown");

        // Then
        assertThat(Json.read(inbox.resolve("accepted/bees.json.status.json"), BriefStatus.class))
                .returns(StoryState.FAILED, BriefStatus::state)
                .returns("no words came", BriefStatus::message)
                .returns(null, BriefStatus::storySource);
    }

    @Test
    void whatAPublishedSceneLacksIsSaidBesideTheBrief() throws IOException {
        // Given
        Path inbox = Files.createDirectory(home.resolve("inbox"));
        StoryStore store = new StoryStore(home.resolve("stories"));
        InboxFiles files = new InboxFiles(inbox, CLOCK);
        Path file = Files.writeString(inbox.resolve("bees.json"), Briefs.json(""));
        Acceptance acceptance = new BriefIntake(store, CLOCK).accept(Briefs.READER.read(file), "bees.json");
        files.accept(file, acceptance);
        SceneSpec spec = new SceneSpec("scene-001", "Hive", "", "a hive", "calm", null, 3, "blur", null, null);
        SceneRecord scene = SceneRecord.written(acceptance.storyId(), spec.id(), Priority.NORMAL, 1, CLOCK.instant())
                .to(SceneState.PUBLISHED, null, "IDENTICAL_FRAMES: nothing moves", CLOCK.instant());
        store.save(story(acceptance.storyId(), spec), List.of(scene));
        store.update(acceptance.storyId(), now -> now.to(StoryState.FINISHED, CLOCK.instant(), null));

        // When
        new StoryProgress(store, files).report(acceptance.storyId());

        // Then
        assertThat(Json.read(inbox.resolve("accepted/bees.json.status.json"), BriefStatus.class)
                        .message())
                .isEqualTo("LLM_FAILURE: no model scene-001: IDENTICAL_FRAMES: nothing moves");
    }

    private static Story story(String id, SceneSpec scene) {
        return new Story(
                id,
                CLOCK.instant(),
                "Bees",
                "Bees code.",
                "Honey.",
                List.of(scene),
                "test",
                StorySource.TEMPLATE,
                null,
                null,
                List.of("LLM_FAILURE: no model"));
    }
}
