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
    private final String defaultWorkflow;

    StoryAssembly(String imageDefects, String defaultWorkflow) {
        negativePrompt = new NegativePrompt(imageDefects);
        this.defaultWorkflow = defaultWorkflow;
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
                Wording.firstSaid(brief.workflow(), defaultWorkflow),
                brief.width(),
                brief.height(),
                brief.fps(),
                brief.seed(),
                brief.profile(),
                brief.cache());
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
