package io.showrunner.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.frames.DoneMarker;
import io.showrunner.manifest.SceneManifest;
import io.showrunner.manifest.SceneManifest.Frame;
import io.showrunner.manifest.SceneManifests;
import io.showrunner.story.Json;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at the files of one published scene: every frame against its hash, and every file against what the others say. */
final class SceneVerification {
    private final StoryStore store;
    private final SceneRecord scene;
    private final Path manifestFile;
    private final Findings findings;
    private int frames;
    private long bytes;

    SceneVerification(StoryStore store, SceneRecord scene, Findings findings) {
        this.store = store;
        this.scene = scene;
        this.manifestFile = store.sceneFolder(scene.storyId(), scene.sceneId()).resolve(SceneManifests.FILE);
        this.findings = findings;
    }

    int frames() {
        return frames;
    }

    long bytes() {
        return bytes;
    }

    /** @param entry the scene's entry in the story's metadata; a missing node when there is none */
    void verify(JsonNode entry, Path metadata) throws IOException {
        Optional<SceneManifest> manifest = read(manifestFile, SceneManifest.class);
        if (manifest.isEmpty()) {
            return;
        }
        checkManifest(manifest.get());
        checkMarker(manifest.get());
        checkFrames(manifest.get());
        checkSources(manifest.get());
        if (!entry.isMissingNode()) {
            checkEntry(entry, metadata, manifest.get());
        }
    }

    private void checkManifest(SceneManifest manifest) {
        if (!manifest.storyId().equals(scene.storyId()) || !manifest.sceneId().equals(scene.sceneId())) {
            findings.add(manifestFile, "is about " + manifest.storyId() + "/" + manifest.sceneId());
        }
        if (manifest.output().frameCount() != manifest.frames().size()) {
            findings.add(
                    manifestFile,
                    "counts " + manifest.output().frameCount() + " frames and lists "
                            + manifest.frames().size());
        }
        if (!manifest.rootHash().equals(manifest.output().rootHash())) {
            findings.add(manifestFile, "has a root hash that is not that of the frames it lists");
        }
    }

    private void checkMarker(SceneManifest manifest) {
        Path file = store.doneMarker(scene.storyId(), scene.sceneId());
        read(file, DoneMarker.class).ifPresent(marker -> {
            findings.same(file, "PromptId", marker.promptId(), manifest.promptId());
            findings.same(
                    file, "FrameCount", marker.frameCount(), manifest.output().frameCount());
        });
    }

    private void checkFrames(SceneManifest manifest) throws IOException {
        Path folder = store.frames(scene.storyId(), scene.sceneId());
        Set<Path> listed = new HashSet<>();
        for (Frame frame : manifest.frames()) {
            Path file = folder.resolve(frame.file()).normalize();
            if (!folder.equals(file.getParent())) {
                findings.add(manifestFile, "lists a frame that is no file of its folder: " + frame.file());
                continue;
            }
            listed.add(file);
            bytes += findings.content(file, frame.bytes(), frame.sha256());
            frames++;
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> there = Files.list(folder)) {
                there.filter(file -> !listed.contains(file))
                        .sorted()
                        .forEach(file -> findings.add(file, "is not among the frames that were published"));
            }
        }
    }

    private void checkSources(SceneManifest manifest) throws IOException {
        Path story = store.folder(scene.storyId());
        findings.content(
                story.resolve(manifest.workflow().file()),
                null,
                manifest.workflow().fileSha256());
        if (manifest.keyframe() != null) {
            findings.content(
                    story.resolve(manifest.keyframe().picture().file()),
                    manifest.keyframe().picture().bytes(),
                    manifest.keyframe().picture().sha256());
        }
    }

    private void checkEntry(JsonNode entry, Path metadata, SceneManifest manifest) {
        String name = scene.sceneId() + " ";
        findings.same(metadata, name + "PromptId", entry.path("PromptId").textValue(), manifest.promptId());
        findings.same(
                metadata,
                name + "FrameCount",
                entry.path("FrameCount").asInt(),
                manifest.output().frameCount());
        List<String> hashes = new ArrayList<>();
        entry.path("FramesSha256").forEach(hash -> hashes.add(hash.asText()));
        if (!hashes.equals(manifest.frames().stream().map(Frame::sha256).toList())) {
            findings.add(metadata, name + "FramesSha256 is not what the manifest says");
        }
    }

    private <T> Optional<T> read(Path file, Class<T> type) {
        if (!Files.exists(file)) {
            findings.add(file, "is missing");
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(file, type));
        } catch (UncheckedIOException e) {
            findings.add(file, "cannot be read: " + e.getCause().getMessage());
            return Optional.empty();
        }
    }
}
