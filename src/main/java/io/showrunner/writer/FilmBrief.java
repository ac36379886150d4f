package io.showrunner.writer;

import io.showrunner.brief.Brief;
import io.showrunner.brief.Brief.BriefScene;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Story;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The brief of a film whose pictures are there: it says every word, so that nobody is asked for one, and the same storyboard
 * always gives the same id, so that it is handed in once.
 */
final class FilmBrief {
    private FilmBrief() {}

    /** How the brief names the picture of a scene. */
    static String picture(SceneSpec scene) {
        return scene.id() + ".png";
    }

    /**
     * The brief.
     *
     * @param asked the brief of the storyboard
     * @param wanted scenes of the storyboard, in the order of the film
     */
    static Brief of(Brief asked, Story storyboard, List<SceneSpec> wanted) {
        Map<String, String> labels = new TreeMap<>(asked.labels());
        labels.put("storyboard", storyboard.storyId());
        return new Brief(
                storyboard.storyId() + "-film",
                storyboard.title(),
                asked.premise(),
                asked.genre(),
                asked.mood(),
                asked.visualStyle(),
                asked.directorsVision(),
                asked.characters(),
                wanted.size(),
                asked.framesPerScene(),
                asked.width(),
                asked.height(),
                asked.fps(),
                asked.seed(),
                asked.negativePrompt(),
                asked.priority(),
                List.of(),
                asked.profile(),
                storyboard.render().film(),
                wanted.stream().map(FilmBrief::scene).toList(),
                asked.cache(),
                false,
                null,
                asked.deadline(),
                asked.callbackUrl(),
                labels);
    }

    private static BriefScene scene(SceneSpec scene) {
        return new BriefScene(
                scene.title(),
                scene.summary(),
                scene.prompt(),
                scene.mood(),
                scene.negativePrompt(),
                scene.cameraMovement(),
                scene.palette(),
                scene.expectedFrames(),
                picture(scene));
    }
}
