package io.showrunner.assemble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.showrunner.assemble.ArtifactMetadata.HealthCheck;
import io.showrunner.assemble.ArtifactMetadata.QueueConfig;
import io.showrunner.assemble.ArtifactMetadata.StoryEntry;
import io.showrunner.story.Json;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Makes the metadata of a story from its folder and from nothing else. */
final class MetadataBuilder {
    private final StoryStore store;
    private final Clock clock;
    private final Knobs knobs;
    private final boolean simulation;

    MetadataBuilder(StoryStore store, Clock clock, Knobs knobs, boolean simulation) {
        this.store = store;
        this.clock = clock;
        this.knobs = knobs;
        this.simulation = simulation;
    }

    ArtifactMetadata of(Story story, StoryRecord record, int revision) {
        List<SceneHistory> scenes =
                story.scenes().stream().map(spec -> history(story, spec)).toList();
        SceneEntryBuilder builder = new SceneEntryBuilder(store, knobs);
        List<SceneEntry> entries = scenes.stream().map(builder::of).toList();
        HealthCheck health =
                HealthCheck.of(story.llm() == null ? null : story.llm().healthCheck());
        return new ArtifactMetadata(
                record.runId(),
                clock.instant(),
                revision,
                simulation,
                store.folder(story.storyId()).toAbsolutePath().toString(),
                story(story, stateOf(entries), health),
                entries,
                QueueConfig.of(
                        knobs, story.render() == null ? null : story.render().profile()),
                knobs.archive() ? archive(story.storyId()) : null,
                knobs.archive() ? null : "showrunner.archive.enabled is false",
                null,
                health,
                new MetricsBuilder(knobs).of(story, scenes),
                new QualityBuilder().of(story, scenes, entries));
    }

    /** The name of a story's archive: known before it is made, so that what is packed can say it. */
    private static String archive(String storyId) {
        return storyId + ".zip";
    }

    private SceneHistory history(Story story, SceneSpec spec) {
        SceneRecord record = store.sceneRecord(story.storyId(), spec.id())
                .orElseThrow(() -> new IllegalStateException("no record of " + story.storyId() + "/" + spec.id()));
        return new SceneHistory(spec, record, Attempt.all(store, record));
    }

    private static StoryState stateOf(List<SceneEntry> entries) {
        return entries.stream().allMatch(entry -> entry.state() == SceneState.PUBLISHED)
                ? StoryState.FINISHED
                : StoryState.INCOMPLETE;
    }

    private StoryEntry story(Story story, StoryState state, HealthCheck health) {
        JsonNode brief = brief(story.storyId());
        return new StoryEntry(
                story.storyId(),
                story.title(),
                state,
                story.storySource(),
                story.logline(),
                story.directorsVision(),
                brief.path("genre").asText(null),
                brief.path("mood").asText(null),
                story.generator(),
                "story.json",
                story.scenes().size(),
                ".",
                story.llm(),
                health,
                story.warnings() == null ? List.of() : story.warnings(),
                story.approval());
    }

    private JsonNode brief(String storyId) {
        Path file = store.folder(storyId).resolve("brief.json");
        return Files.exists(file) ? Json.read(file, JsonNode.class) : MissingNode.getInstance();
    }
}
