package io.showrunner.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The stories folder: the truth about every story, one folder each. All writes are durable and atomic; reads see the old
 * content or the new one. Thread-safe.
 *
 * <pre>
 * stories/&lt;storyId&gt;/record.json, history.jsonl, brief.json, story.json, story.partial.jsonl, keyframes/
 *   scenes/&lt;sceneId&gt;/record.json, scene-NNN.json, frames/, manifest.json, frames.done
 *     attempts/&lt;dispatch&gt;/job.json, workflow.json, start.json, render.json, history.json, collect.json
 *   artifact-metadata.json, run-summary.txt, contact-sheet.png, story.done, callback.json
 * stories/.published/&lt;storyId&gt;/   one marker per terminal scene, for the assemble stage
 * stories/.briefs/      which brief id became which story
 * stories/.trash/       deleted stories whose files are not all gone
 * </pre>
 */
public final class StoryStore {
    private static final Pattern STORY_ID = Pattern.compile("story-[a-z0-9][a-z0-9-]{0,79}");
    private static final Pattern SCENE_ID = Pattern.compile("scene-[0-9]{3}");
    private static final int REMEMBERED_FILES = 256;

    private final Path root;
    private final FrozenFiles frozen = new FrozenFiles(REMEMBERED_FILES);
    private final RecordLocks locks;

    private final RecordListeners listeners = new RecordListeners();

    /** For whoever is alone with the stories. */
    public StoryStore(Path root) {
        this(root, RecordLocks.ofThisProcess());
    }

    /** @param locks that everybody obeys who changes the stories' records */
    public StoryStore(Path root, RecordLocks locks) {
        this.root = root;
        this.locks = locks;
    }

    /** Tells every record that is written from now on: by the thread that wrote it, or that heard of another node's. */
    public void onChange(Consumer<SceneRecord> scene, Consumer<StoryRecord> story) {
        listeners.ofAnything(scene, story);
    }

    /** Tells every record that this process writes from now on, before {@link #onChange} does, by the thread that wrote it. */
    public void onWrite(Consumer<SceneRecord> scene, Consumer<StoryRecord> story) {
        listeners.ofWriting(scene, story);
    }

    RecordListeners listeners() {
        return listeners;
    }

    /** The stories folder itself. */
    public Path root() {
        return root;
    }

    /** Where the assemble stage finds the markers of terminal scenes. */
    public Path publishedMarkers() {
        return root.resolve(".published");
    }

    /** Where accepted brief ids are remembered. */
    public Path briefIndex() {
        return root.resolve(".briefs");
    }

    /** Where deleted stories are until their files are gone. */
    public Path trash() {
        return root.resolve(".trash");
    }

    /** The story's folder; refuses an id that could leave the stories folder. */
    public Path folder(String storyId) {
        if (!STORY_ID.matcher(storyId).matches()) {
            throw new IllegalArgumentException("not a story id: " + storyId);
        }
        return root.resolve(storyId);
    }

    /** The scene's folder; refuses an id that could leave the story's folder. */
    public Path sceneFolder(String storyId, String sceneId) {
        if (!SCENE_ID.matcher(sceneId).matches()) {
            throw new IllegalArgumentException("not a scene id: " + sceneId);
        }
        return folder(storyId).resolve("scenes").resolve(sceneId);
    }

    /** The folder of one prompt: everything asked and answered. */
    public Path attemptFolder(String storyId, String sceneId, int dispatch) {
        return sceneFolder(storyId, sceneId).resolve("attempts").resolve(Integer.toString(dispatch));
    }

    /** True when the story is known. */
    public boolean exists(String storyId) {
        return STORY_ID.matcher(storyId).matches() && Files.exists(recordFile(storyId));
    }

    /** Ids of all known stories, oldest first by name. */
    public List<String> storyIds() {
        return FolderNames.of(root).stream().filter(this::exists).sorted().toList();
    }

    /**
     * To be asked before something that is missing is believed to be gone for good.
     *
     * @throws UncheckedIOException when the folder is not the one we work in: its disk is not mounted, or it was moved
     */
    public void requireThere() {
        if (!Files.isDirectory(publishedMarkers())) {
            throw new UncheckedIOException(new IOException(
                    "the stories folder " + root + " is not there or is another one; is its disk mounted?"));
        }
    }

    /** The story's record; empty when the story is unknown. */
    public Optional<StoryRecord> record(String storyId) {
        return exists(storyId) ? Optional.of(Json.read(recordFile(storyId), StoryRecord.class)) : Optional.empty();
    }

    /** Makes the story known, or replaces its record. */
    public void save(StoryRecord story) {
        DurableFiles.writeJson(recordFile(story.storyId()), story);
        listeners.written(story);
    }

    /** Forgets a story that never began: it has no record any more. What else lies in its folder counts for nothing. */
    public void forget(String storyId) {
        locks.locked("story " + storyId, () -> {
            DurableFiles.delete(recordFile(storyId));
            return storyId;
        });
    }

    /** Changes the story's record; no other change of it comes between reading and writing. */
    public StoryRecord update(String storyId, UnaryOperator<StoryRecord> change) {
        return locks.update("story " + storyId, () -> record(storyId), change, this::save);
    }

    /** The story as far as it is written; empty before any scene is. */
    public Optional<Story> story(String storyId) {
        return frozen.read(folder(storyId).resolve("story.json"), Story.class);
    }

    /**
     * Keeps a story as far as it is written: every scene with its first record, then {@code story.json}, which makes it
     * count. Called again it keeps the records that are there. Words that nobody has approved stand in {@code story.json} alone.
     */
    public void save(Story story, List<SceneRecord> records) {
        for (int i = 0; i < records.size(); i++) {
            SceneSpec scene = story.scenes().get(i);
            Path folder = sceneFolder(story.storyId(), scene.id());
            if (story.isFrozen(scene)
                    && !writtenScene(story.storyId(), scene.id()).equals(Optional.of(scene))) {
                DurableFiles.writeJson(folder.resolve(scene.id() + ".json"), scene);
            }
            if (!Files.exists(folder.resolve("record.json"))) {
                save(records.get(i));
            }
        }
        DurableFiles.writeJson(folder(story.storyId()).resolve("story.json"), story);
    }

    /** The scene as written. */
    public SceneSpec scene(String storyId, String sceneId) {
        return frozen.require(sceneFile(storyId, sceneId), SceneSpec.class);
    }

    /** The scene as written; empty while its words are still to come. */
    public Optional<SceneSpec> writtenScene(String storyId, String sceneId) {
        return frozen.read(sceneFile(storyId, sceneId), SceneSpec.class);
    }

    private Path sceneFile(String storyId, String sceneId) {
        return sceneFolder(storyId, sceneId).resolve(sceneId + ".json");
    }

    /** Ids of the story's scenes, in story order; none before it is written. */
    List<String> sceneIds(String storyId) {
        return FolderNames.of(folder(storyId).resolve("scenes")).stream()
                .sorted()
                .toList();
    }

    /** The records of the story's scenes, in story order; empty before it is written. */
    public List<SceneRecord> sceneRecords(String storyId) {
        return sceneIds(storyId).stream()
                .map(id -> sceneRecord(storyId, id))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The scene's record; empty when the scene is unknown. */
    public Optional<SceneRecord> sceneRecord(String storyId, String sceneId) {
        Path file = sceneFolder(storyId, sceneId).resolve("record.json");
        return Files.exists(file) ? Optional.of(Json.read(file, SceneRecord.class)) : Optional.empty();
    }

    /** As {@link #sceneRecord}, for those who give work up when there is none: see {@link #requireThere}. */
    public Optional<SceneRecord> certainSceneRecord(String storyId, String sceneId) {
        Optional<SceneRecord> record = sceneRecord(storyId, sceneId);
        if (record.isEmpty()) {
            requireThere();
        }
        return record;
    }

    /** Makes the scene known, or replaces its record. */
    public void save(SceneRecord scene) {
        DurableFiles.writeJson(sceneFolder(scene.storyId(), scene.sceneId()).resolve("record.json"), scene);
        listeners.written(scene);
    }

    /** Changes the scene's record; no other change of it comes between reading and writing. */
    public SceneRecord update(String storyId, String sceneId, UnaryOperator<SceneRecord> change) {
        return locks.update(
                "scene " + storyId + "/" + sceneId, () -> sceneRecord(storyId, sceneId), change, this::save);
    }

    /** Reads one of the JSON files of an attempt; empty when it is not there yet. */
    public <T> Optional<T> attemptFile(String storyId, String sceneId, int dispatch, String name, Class<T> type) {
        Path file = attemptFolder(storyId, sceneId, dispatch).resolve(name);
        return Files.exists(file) ? Optional.of(Json.read(file, type)) : Optional.empty();
    }

    /** Where the published frames of a scene lie. */
    public Path frames(String storyId, String sceneId) {
        return sceneFolder(storyId, sceneId).resolve("frames");
    }

    /** The marker that says that the scene's frames are complete and will not change. */
    public Path doneMarker(String storyId, String sceneId) {
        return sceneFolder(storyId, sceneId).resolve("frames.done");
    }

    private Path recordFile(String storyId) {
        return folder(storyId).resolve("record.json");
    }
}
