package io.showrunner.film;

import io.showrunner.config.FilmSettings;
import io.showrunner.story.Sha256;
import io.showrunner.story.StoryStore;
import java.util.List;

/** Which scenes of a story still want a clip: {@code scenes/<sceneId>/clip.mp4}, or {@code clip.webp}. */
public final class ClipMaker {
    private final StoryStore store;
    private final StoryFrames frames;
    private final FilmSettings settings;
    private final Encoders encoders;
    private final FilmRecords records;

    public ClipMaker(StoryStore store, FilmSettings settings, Encoders encoders, FilmRecords records) {
        this.store = store;
        this.frames = new StoryFrames(store);
        this.settings = settings;
        this.encoders = encoders;
        this.records = records;
    }

    /** The clips to make, in story order; none when no clips are wanted, or nothing here can make them. */
    public List<Encoding> due(String storyId) {
        if (!settings.isOn()) {
            return List.of();
        }
        records.begin(storyId);
        Codec codec = Codec.ofClips(settings.format());
        List<Encoding> due = frames.of(storyId).stream()
                .filter(SceneFrames::isThere)
                .map(scene -> encoding(storyId, scene, codec))
                .filter(clip -> !records.isMade(storyId, clip.file(), clip.inputs()))
                .toList();
        String why = due.isEmpty() ? null : encoders.whyNot(codec.encoder());
        if (why != null) {
            records.say(storyId, "NO_CLIPS: " + why);
            return List.of();
        }
        return due;
    }

    private Encoding encoding(String storyId, SceneFrames scene, Codec codec) {
        Video video = scene.video(codec, settings.fps());
        return new Encoding(
                storyId,
                store.folder(storyId),
                scene.file("clip." + codec.suffix()),
                scene.frames(),
                video,
                Sha256.hex(scene.signature() + video + settings.quality()));
    }
}
