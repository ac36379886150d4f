package io.showrunner.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.showrunner.story.Json;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Proves that everything a story published is as it was: reads every frame, and changes nothing. Needs no running
 * application.
 */
public final class StoryVerification {
    private static final String METADATA = "artifact-metadata.json";

    private final StoryStore store;

    public StoryVerification(StoryStore store) {
        this.store = store;
    }

    /** Looks at all published scenes of the story. */
    public VerificationReport verify(StoryRecord story) throws IOException {
        Path folder = store.folder(story.storyId());
        Findings findings = new Findings(folder);
        List<String> notes = new ArrayList<>();
        JsonNode metadata = metadata(story, folder, findings);
        List<SceneRecord> scenes = store.sceneRecords(story.storyId());
        int published = 0;
        int frames = 0;
        long bytes = 0;
        for (SceneRecord scene : scenes) {
            if (scene.state() != SceneState.PUBLISHED) {
                notes.add(note(scene, findings));
                continue;
            }
            SceneVerification verification = new SceneVerification(store, scene, findings);
            verification.verify(entry(metadata, scene.sceneId()), folder.resolve(METADATA));
            published++;
            frames += verification.frames();
            bytes += verification.bytes();
        }
        return new VerificationReport(
                story.storyId(), story.state(), scenes.size(), published, frames, bytes, findings.problems(), notes);
    }

    private String note(SceneRecord scene, Findings findings) {
        Path marker = store.doneMarker(scene.storyId(), scene.sceneId());
        if (scene.state().isTerminal() && Files.exists(marker)) {
            findings.add(marker, "announces frames of a scene that is " + scene.state());
        }
        return scene.sceneId() + " is " + scene.state() + (scene.message() == null ? "" : ": " + scene.message());
    }

    /** A story that is assembled has its documents; before that nothing is missed. */
    private static JsonNode metadata(StoryRecord story, Path folder, Findings findings) {
        boolean assembled = story.state() == StoryState.FINISHED || story.state() == StoryState.INCOMPLETE;
        if (!assembled) {
            return MissingNode.getInstance();
        }
        for (String name : List.of("story.done", "run-summary.txt", METADATA)) {
            if (!Files.exists(folder.resolve(name))) {
                findings.add(folder.resolve(name), "is missing");
            }
        }
        try {
            Path file = folder.resolve(METADATA);
            return Files.exists(file) ? Json.read(file, JsonNode.class) : MissingNode.getInstance();
        } catch (UncheckedIOException e) {
            findings.add(
                    folder.resolve(METADATA), "cannot be read: " + e.getCause().getMessage());
            return MissingNode.getInstance();
        }
    }

    private static JsonNode entry(JsonNode metadata, String sceneId) {
        for (JsonNode entry : metadata.path("Scenes")) {
            if (entry.path("SceneId").asText().equals(sceneId)) {
                return entry;
            }
        }
        return MissingNode.getInstance();
    }
}
