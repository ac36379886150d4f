package io.showrunner.film;

import io.showrunner.story.Sha256;
import java.util.List;

/** Which scenes of a story still want a clip: {@code scenes/<sceneId>/clip.mp4}, or {@code clip.webp}. */
public final class ClipMaker {
    private final FilmContext film;
    private final Encoders encoders;

    public ClipMaker(FilmContext film, Encoders encoders) {
        this.film = film;
        this.encoders = encoders;
    }

    /** The clips to make, in story order; none when no clips are wanted, or nothing here can make them. */
    public List<Encoding> due(String storyId) {
        if (!film.settings().isOn() || film.isStoryboard(storyId)) {
            return List.of();
        }
        film.records().begin(storyId);
        Codec codec = Codec.ofClips(film.settings().format());
        List<Encoding> due = film.frames().of(storyId).stream()
                .filter(SceneFrames::isThere)
                .map(scene -> encoding(storyId, scene, codec))
                .filter(clip -> !film.records().isMade(storyId, clip.file(), clip.inputs()))
                .toList();
        String why = due.isEmpty() ? null : encoders.whyNot(codec.encoder());
        if (why != null) {
            film.records().say(storyId, "NO_CLIPS: " + why);
            return List.of();
        }
        return due;
    }

    private Encoding encoding(String storyId, SceneFrames scene, Codec codec) {
        Video video = scene.video(codec, film.settings().fps());
        return new Encoding(
                storyId,
                film.store().folder(storyId),
                scene.file("clip." + codec.suffix()),
                scene.frames(),
                video,
                Sha256.hex(scene.signature() + video + film.settings().quality()));
    }
}
