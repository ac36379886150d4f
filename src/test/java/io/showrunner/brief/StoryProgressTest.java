package io.showrunner.brief;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.Json;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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
}
