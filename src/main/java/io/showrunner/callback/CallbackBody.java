package io.showrunner.callback;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import io.showrunner.story.StoryOverview;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What a receiver learns of the end of a story.
 *
 * @param id of this end: a receiver that sees it twice has seen a repetition
 * @param revision of the assembled story; 0 when it was not assembled
 * @param api path of the story at the HTTP port
 * @param folder where everything about the story lies
 * @param endedAt when the story came to this end
 */
record CallbackBody(
        String id,
        String storyId,
        String briefId,
        String state,
        StoryOverview.Counts scenes,
        int revision,
        String message,
        String api,
        String folder,
        Instant endedAt) {

    static CallbackBody of(StoryStore store, StoryRecord story) {
        int revision = revision(store.folder(story.storyId()).resolve("story.done"));
        return new CallbackBody(
                story.messageId() + ":" + revision + ":" + story.state(),
                story.storyId(),
                story.briefId(),
                story.state().name(),
                StoryOverview.of(store, story).scenes(),
                revision,
                story.message(),
                "/api/stories/" + story.storyId(),
                store.folder(story.storyId()).toString(),
                story.changedAt());
    }

    private static int revision(Path done) {
        return Files.exists(done)
                ? Json.read(done, JsonNode.class).path("revision").asInt()
                : 0;
    }
}
