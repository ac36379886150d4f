package io.showrunner.writer;

import io.showrunner.brief.Brief;
import io.showrunner.brief.Brief.BriefScene;
import io.showrunner.story.RenderRequest;
import io.showrunner.story.SceneSpec;
import java.util.ArrayList;
import java.util.List;

/** Makes frozen scenes out of drafts: ids, frames, keyframes and the full negative prompt. */
final class StoryAssembly {
    private static final int DEFAULT_FRAMES = 25;
    private static final int LONGEST_TITLE = 60;
    private static final int LONGEST_LOGLINE = 140;

    private final NegativePrompt negativePrompt;
    private final Workflows workflows;

    /**
     * Those of briefs that name none.
     *
     * @param usual of stories
     * @param storyboard draws the pictures of storyboards
     * @param film sets them in motion
     */
    record Workflows(String usual, String storyboard, String film) {}

    StoryAssembly(String imageDefects, Workflows workflows) {
        negativePrompt = new NegativePrompt(imageDefects);
        this.workflows = workflows;
    }

    /** Frames of every scene that does not say otherwise itself. */
    static int frames(Brief brief) {
        return brief.framesPerScene() == null ? DEFAULT_FRAMES : brief.framesPerScene();
    }

    List<SceneSpec> scenes(Brief brief, Continuity continuity, List<SceneDraft> drafts) {
        List<SceneSpec> scenes = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            scenes.add(scene(brief, continuity, drafts.get(i), i));
        }
        return scenes;
    }

    RenderRequest render(Brief brief) {
        return new RenderRequest(
                brief.wantsStoryboard()
                        ? workflows.storyboard()
                        : Wording.firstSaid(brief.workflow(), workflows.usual()),
                brief.width(),
                brief.height(),
                brief.fps(),
                brief.seed(),
                brief.profile(),
                brief.cache(),
                brief.wantsStoryboard() ? Wording.firstSaid(brief.workflow(), workflows.film()) : null);
    }

    /** The model's, or the beginning of the premise. */
    static String logline(Script script) {
        return Wording.firstSaid(
                script.header().logline(), Wording.firstSentence(script.brief().premise(), LONGEST_LOGLINE));
    }

    /** The brief's title, or the beginning of the logline. */
    static String title(Brief brief, String logline) {
        return Wording.firstSaid(brief.title(), Wording.firstSentence(logline, LONGEST_TITLE));
    }

    private SceneSpec scene(Brief brief, Continuity continuity, SceneDraft draft, int index) {
        BriefScene asked = index < brief.scenes().size() ? brief.scenes().get(index) : null;
        String keyframe = index < brief.keyframes().size() ? brief.keyframes().get(index) : null;
        boolean isKept = draft.prompt() == null || (asked != null && Wording.isSaid(asked.prompt()));
        String prompt = isKept ? draft.prompt() : PromptOrder.of(continuity.withLooks(draft.prompt()));
        return new SceneSpec(
                "scene-%03d".formatted(index + 1),
                draft.title(),
                draft.summary(),
                prompt,
                Wording.firstSaid(draft.mood(), brief.mood(), "evocative"),
                asked == null ? keyframe : Wording.firstSaid(asked.keyframe(), keyframe),
                asked == null || asked.expectedFrames() == null ? frames(brief) : asked.expectedFrames(),
                negativePrompt.of(brief.negativePrompt(), draft.negativePrompt(), prompt),
                draft.cameraMovement(),
                draft.palette());
    }
}
