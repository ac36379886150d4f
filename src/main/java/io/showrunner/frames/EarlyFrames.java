package io.showrunner.frames;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.FramesStaged;
import io.showrunner.story.RenderJob;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames of prompts that are still being executed, staged as the server writes them, so that little is left to be done at the
 * end. They lie in a folder of their own, and nobody publishes them: the collect stage takes over those that the history
 * names and that have not changed on the server; the rest is thrown away, and so is whatever a process that died had
 * staged. Thread-safe.
 */
public final class EarlyFrames {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyFrames.class);
    private static final int MOST_PROMPTS = 1_000;

    private final StoryStore store;
    private final FrameStaging staging;
    private final Function<String, Optional<InstanceSettings>> instances;
    private final Map<String, EarlyPrompt> prompts = new LinkedHashMap<>();

    /** @param instances the server of this id; empty when it is not there any more */
    public EarlyFrames(StoryStore store, Function<String, Optional<InstanceSettings>> instances) {
        this.store = store;
        this.staging = new FrameStaging(store);
        this.instances = instances;
    }

    FrameStaging staging() {
        return staging;
    }

    /** From now on frames of the prompt are staged. */
    public synchronized EarlyPrompt begin(RenderJob job) {
        EarlyPrompt known = prompts.get(job.promptId());
        if (known != null) {
            return known;
        }
        DurableFiles.deleteTree(folder(job));
        EarlyPrompt prompt = new EarlyPrompt(job, folder(job), staging);
        prompts.put(job.promptId(), prompt);
        if (prompts.size() > MOST_PROMPTS) {
            prompts.remove(prompts.keySet().iterator().next()).close();
        }
        return prompt;
    }

    /** The prompt, if frames of it may be staged. */
    public synchronized Optional<EarlyPrompt> find(String promptId) {
        return Optional.ofNullable(prompts.get(promptId));
    }

    /** True when the frames of the server are read from its output folder. */
    public boolean isShared(String instanceId) {
        return directory(instanceId).isPresent();
    }

    /** True for a folder in which frames of the server appear now, and for those on the way to it. */
    public boolean isOnTheWay(String instanceId, Path folder) {
        Path sought = folder.toAbsolutePath().normalize();
        return directory(instanceId)
                .filter(directory -> of(instanceId).stream()
                        .anyMatch(prompt -> directory.folder(prompt.subfolder()).startsWith(sought)))
                .isPresent();
    }

    /** True for a file that is a whole frame of a prompt that the server executes now. */
    public boolean isWhole(String instanceId, Path file) {
        try {
            Optional<SharedDirectory> directory = directory(instanceId);
            Optional<ServerFile> source = at(instanceId, file).flatMap(prompt -> prompt.named(nameOf(file)));
            return directory.isPresent()
                    && source.isPresent()
                    && directory
                            .get()
                            .fingerprint(source.get())
                            .filter(Fingerprint::ends)
                            .isPresent();
        } catch (IOException e) {
            LOG.debug("instance={} {} is left alone for now: {}", instanceId, file, e.getMessage());
            return false;
        }
    }

    /** Stages a frame from the server's output folder. */
    public void copy(String instanceId, String file) throws IOException {
        Path path = Path.of(file);
        Optional<EarlyPrompt> prompt = at(instanceId, path);
        Optional<SharedDirectory> directory = directory(instanceId);
        if (prompt.isPresent() && directory.isPresent()) {
            ServerFile source = prompt.get().named(nameOf(path)).orElseThrow();
            String version = directory.get().version(source);
            try (InputStream content = directory.get().open(source)) {
                prompt.get().keep(source, content, version);
            }
        }
    }

    /**
     * Stages the next frame, which came over HTTP.
     *
     * @param headers of the reply; without an ETag it could not be told later whether the frame has changed, and it is not
     *     staged
     */
    public void keep(EarlyPrompt prompt, InputStream content, Map<String, Object> headers) throws IOException {
        if (headers.get("ETag") instanceof String version) {
            prompt.keep(prompt.next(), content, version);
        } else {
            prompt.notYet();
        }
    }

    /** Takes note that the next frame is not there, or not whole: it is asked for again, or collected later. */
    public void notYet(EarlyPrompt prompt, Exception why) {
        prompt.notYet();
        LOG.debug("promptId={} {}: {}", prompt.job().promptId(), prompt.next().filename(), why.getMessage());
    }

    /**
     * The frames of a prompt that its server has forgotten, by its output folder.
     *
     * @return none unless that can be read and holds as many whole frames as were asked for
     */
    public List<ServerFile> written(RenderJob job) {
        EarlyPrompt prompt = new EarlyPrompt(job, folder(job), staging);
        try {
            Optional<SharedDirectory> directory = directory(job.instanceId());
            List<ServerFile> files =
                    directory.isPresent() ? directory.get().whole(prompt.subfolder(), prompt::named) : List.of();
            return files.size() >= job.expectedFrames() ? files : List.of();
        } catch (IOException e) {
            LOG.warn("promptId={} the output folder cannot be read: {}", job.promptId(), e.getMessage());
            return List.of();
        }
    }

    /** Throws away what was staged of a prompt that has failed. */
    public void discard(RenderJob job) {
        take(job);
        sweep(job);
    }

    /** Ends the staging of the prompt; gives what was staged, nothing when that was another process. */
    EarlyPrompt take(RenderJob job) {
        EarlyPrompt prompt;
        synchronized (this) {
            prompt = Optional.ofNullable(prompts.remove(job.promptId()))
                    .orElseGet(() -> new EarlyPrompt(job, folder(job), staging));
        }
        prompt.close();
        return prompt;
    }

    /** Version in which the frame was staged, for the server to say whether it is still the same; null when it was not. */
    public String knownVersion(FrameHaul haul, FrameFile frame) {
        return haul.early.version(frame.source()).orElse(null);
    }

    /** Takes over those of the frames that have not changed in the server's output folder; none while it is to be waited for. */
    void adoptUnchanged(FrameHaul haul, List<FrameFile> frames) {
        if (!haul.isShared() || !haul.stable) {
            return;
        }
        for (FrameFile frame : frames) {
            try {
                if (knownVersion(haul, frame) != null) {
                    adopt(haul, frame, haul.rest.directory().version(frame.source()));
                }
            } catch (IOException e) {
                LOG.debug("promptId={} {} is collected anew: {}", haul.job.promptId(), frame, e.getMessage());
            }
        }
    }

    /** Takes over the frame if it was staged in this version; false when it was not. */
    boolean adopt(FrameHaul haul, FrameFile frame, String version) throws IOException {
        Optional<Path> staged = haul.early.unchanged(frame.source(), version);
        if (staged.isPresent()) {
            staging.adopt(staged.get(), frame.target());
        }
        return staged.isPresent();
    }

    /** Removes what is left of a prompt that was taken. */
    void sweep(RenderJob job) {
        DurableFiles.deleteTree(folder(job));
    }

    private synchronized List<EarlyPrompt> of(String instanceId) {
        return prompts.values().stream()
                .filter(prompt -> prompt.instanceId().equals(instanceId))
                .toList();
    }

    /** The prompt in whose folder the file lies. */
    private Optional<EarlyPrompt> at(String instanceId, Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return directory(instanceId).flatMap(directory -> of(instanceId).stream()
                .filter(prompt -> directory.folder(prompt.subfolder()).equals(parent))
                .findFirst());
    }

    private Optional<SharedDirectory> directory(String instanceId) {
        return instances
                .apply(instanceId)
                .map(InstanceSettings::outputDirectory)
                .map(SharedDirectory::new);
    }

    private Path folder(RenderJob job) {
        return FramesStaged.folder(store, job.storyId(), job.sceneId(), job.dispatch());
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString();
    }
}
