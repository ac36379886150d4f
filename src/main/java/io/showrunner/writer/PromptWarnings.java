package io.showrunner.writer;

import io.showrunner.story.ClipTokens;
import io.showrunner.story.SceneSpec;
import java.util.ArrayList;
import java.util.List;

/** What a person should know of the prompts of a story before it is rendered. */
final class PromptWarnings {
    private PromptWarnings() {}

    /** @param forbidden the brief's negative prompt; null when it has none */
    static List<String> of(List<SceneSpec> scenes, String forbidden) {
        List<String> warnings = new ArrayList<>();
        for (SceneSpec scene :
                scenes.stream().filter(scene -> scene.prompt() != null).toList()) {
            if (!ClipTokens.fits(scene.prompt())) {
                warnings.add("PROMPT_LONG: the prompt of " + scene.id() + " is about " + ClipTokens.in(scene.prompt())
                        + " tokens long; CLIP reads " + ClipTokens.CHUNK
                        + " at a time, and what stands behind weighs less");
            }
            String contradictions = NegativePrompt.contradictions(forbidden, scene.prompt());
            if (!contradictions.isEmpty()) {
                warnings.add("PROMPT_CONTRADICTS_BRIEF: the prompt of " + scene.id() + " shows what the brief forbids: "
                        + contradictions);
            }
        }
        return warnings;
    }
}
