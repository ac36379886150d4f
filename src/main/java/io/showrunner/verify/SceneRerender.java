package io.showrunner.verify;

import io.showrunner.comfyui.HistoryEntry;
import io.showrunner.comfyui.PromptReply;
import io.showrunner.comfyui.PromptRequest;
import io.showrunner.comfyui.ServerFile;
import io.showrunner.comfyui.SystemStats;
import io.showrunner.comfyui.UploadReply;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.frames.FrameStaging;
import io.showrunner.manifest.SceneManifest;
import io.showrunner.manifest.SceneManifest.Keyframe;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneLabel;
import io.showrunner.story.Sha256;
import io.showrunner.story.StoryStore;
import io.showrunner.verify.ComfyUiServer.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Renders a published scene once more from its manifest and compares, picture by picture. The prompt is posted to the server
 * itself and waits there like any other; what is published is never touched. For one scene and one thread.
 */
public final class SceneRerender {
    private final StoryStore store;
    private final SceneManifest manifest;
    private final Duration longest;
    private final Clock clock;
    private final List<String> notes = new ArrayList<>();

    /** @param longest how long the prompt may wait and render */
    public SceneRerender(StoryStore store, SceneManifest manifest, Duration longest, Clock clock) {
        this.store = store;
        this.manifest = manifest;
        this.longest = longest;
        this.clock = clock;
    }

    /**
     * Renders on the first of the servers that takes the prompt.
     *
     * @param servers the preferred one first
     * @param rest how to wait between two looks
     * @throws RerenderFailed when none takes it, or the one that did cannot finish it
     */
    public RerenderReport on(List<InstanceSettings> servers, Rest rest) throws IOException, InterruptedException {
        for (InstanceSettings instance : servers) {
            NewPrompt prompt = NewPrompt.of(manifest, store.folder(manifest.storyId()));
            try (ComfyUiServer server = new ComfyUiServer(instance.id(), instance.url())) {
                if (isTaken(server, prompt)) {
                    PromptRun run = new PromptRun(server, prompt.promptId(), longest, rest, System::nanoTime);
                    return compared(server, prompt, run.end());
                }
            }
        }
        throw new RerenderFailed("no server took the scene: " + String.join("; ", notes));
    }

    private boolean isTaken(ComfyUiServer server, NewPrompt prompt) throws IOException {
        try {
            noteVersion(server, SystemStats.read(server.get("/system_stats")));
        } catch (IOException e) {
            notes.add(server.id() + " does not answer: " + e.getMessage());
            return false;
        }
        if (manifest.keyframe() != null) {
            upload(server, prompt, manifest.keyframe());
        }
        String body = new PromptRequest(
                        prompt.workflow(),
                        prompt.promptId(),
                        prompt.promptId(),
                        SceneLabel.of(
                                manifest.storyId(),
                                store.scene(manifest.storyId(), manifest.sceneId()),
                                prompt.promptId(),
                                manifest.output().frameCount()),
                        false)
                .body();
        Reply reply = server.post("/prompt", body);
        if (PromptReply.read(prompt.promptId(), reply.status(), reply.body()) instanceof PromptReply.Rejected refusal) {
            notes.add(server.id() + " refuses it: " + refusal.message());
            return false;
        }
        return true;
    }

    private void noteVersion(ComfyUiServer server, SystemStats stats) {
        if (manifest.instance().id().equals(RenderJob.SCENE_CACHE)) {
            notes.add("the published frames came from the scene cache (" + String.join("; ", manifest.fallbackNotes())
                    + "); another card may draw other pixels");
        } else if (!server.id().equals(manifest.instance().id())) {
            notes.add("rendered by " + server.id() + " instead of "
                    + manifest.instance().id() + "; another card may draw other pixels");
        }
        String then = manifest.instance().comfyui();
        if (then != null && !then.equals(stats.version())) {
            notes.add(server.id() + " runs ComfyUI " + stats.version() + " now; the scene was rendered by " + then);
        }
    }

    private void upload(ComfyUiServer server, NewPrompt prompt, Keyframe keyframe) throws IOException {
        Path picture =
                store.folder(manifest.storyId()).resolve(keyframe.picture().file());
        if (!Sha256.hex(picture).equals(keyframe.picture().sha256())) {
            throw new RerenderFailed(picture + " is not the picture that the scene started from: it has changed since");
        }
        int slash = keyframe.uploadedAs().lastIndexOf('/');
        String folder = keyframe.uploadedAs().substring(0, slash);
        Reply reply = server.upload(picture, folder, keyframe.uploadedAs().substring(slash + 1));
        if (reply.status() != 200) {
            throw new RerenderFailed(server.id() + " refused the keyframe with " + reply.status());
        }
        UploadReply kept = UploadReply.read(reply.body());
        prompt.renameUpload(keyframe.uploadedAs(), kept.subfolder() + "/" + kept.name());
    }

    private RerenderReport compared(ComfyUiServer server, NewPrompt prompt, HistoryEntry entry) throws IOException {
        Path folder = store.sceneFolder(manifest.storyId(), manifest.sceneId())
                .resolve("rerenders")
                .resolve(prompt.promptId());
        List<SceneManifest.Frame> frames =
                new NewFrames(server, new FrameStaging(store), folder).fetch(files(server, prompt, entry));
        int cached = entry.cachedNodes().size();
        RerenderReport report = new RerenderReport(
                manifest.storyId(),
                manifest.sceneId(),
                prompt.promptId(),
                clock.instant(),
                server.id(),
                manifest.instance().id(),
                prompt.workflow().size(),
                cached,
                entry.executionTime().toMillis() / 1000.0,
                SceneManifest.rootHash(frames),
                manifest.output().rootHash(),
                differences(frames),
                store.folder(manifest.storyId()).relativize(folder).toString().replace('\\', '/'),
                notes);
        DurableFiles.writeJson(folder.resolve("rerender.json"), report);
        return report;
    }

    private List<ServerFile> files(ComfyUiServer server, NewPrompt prompt, HistoryEntry entry) throws RerenderFailed {
        List<ServerFile> files = entry.filesOf(manifest.workflow().framesNode());
        Optional<ServerFile> foreign =
                files.stream().filter(file -> !prompt.wrote(file)).findFirst();
        if (foreign.isPresent() || files.isEmpty()) {
            throw new RerenderFailed(server.id() + " wrote no frames for this prompt"
                    + foreign.map(file -> ", it names " + file.filename() + " of another one")
                            .orElse(""));
        }
        return files;
    }

    private List<String> differences(List<SceneManifest.Frame> frames) {
        List<String> differences = new ArrayList<>();
        List<SceneManifest.Frame> published = manifest.frames();
        for (int i = 0; i < Math.max(frames.size(), published.size()); i++) {
            if (i >= frames.size()) {
                differences.add(published.get(i).file() + " did not come out");
            } else if (i >= published.size()) {
                differences.add(frames.get(i).file() + " was not published");
            } else if (!Objects.equals(frames.get(i).pixels(), published.get(i).pixels())) {
                differences.add(published.get(i).file() + " has other pixels");
            }
        }
        return differences;
    }
}
