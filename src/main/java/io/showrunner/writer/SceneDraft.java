package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.brief.Brief.BriefScene;

/** The words of one scene before it gets its id; null where nothing is said. */
record SceneDraft(
        String title,
        String summary,
        String prompt,
        String mood,
        String negativePrompt,
        String cameraMovement,
        String palette) {

    static final SceneDraft EMPTY = new SceneDraft(null, null, null, null, null, null, null);

    SceneDraft {
        title = Wording.firstSaid(title);
        summary = Wording.firstSaid(summary);
        prompt = Wording.firstSaid(prompt);
        mood = Wording.firstSaid(mood);
        negativePrompt = Wording.firstSaid(negativePrompt);
        cameraMovement = Wording.firstSaid(cameraMovement);
        palette = Wording.firstSaid(palette);
    }

    /** What a model says of a scene. */
    static SceneDraft of(JsonNode scene) {
        return new SceneDraft(
                scene.path("title").asText(),
                scene.path("summary").asText(),
                scene.path("prompt").asText(),
                scene.path("mood").asText(),
                scene.path("negativePrompt").asText(),
                scene.path("cameraMovement").asText(),
                scene.path("palette").asText());
    }

    /** What a brief says of a scene. */
    static SceneDraft of(BriefScene scene) {
        return new SceneDraft(
                scene.title(),
                scene.summary(),
                scene.prompt(),
                scene.mood(),
                scene.negativePrompt(),
                scene.cameraMovement(),
                scene.palette());
    }

    /** What an outline says of a scene: a title, and as summary a line. */
    static SceneDraft plan(JsonNode entry) {
        return new SceneDraft(entry.path("title").asText(), entry.path("line").asText(), null, null, null, null, null);
    }

    /** Without what makes a picture of it. */
    SceneDraft planned() {
        return new SceneDraft(title, summary, null, mood, null, null, null);
    }

    SceneDraft titled(String other) {
        return new SceneDraft(other, summary, prompt, mood, negativePrompt, cameraMovement, palette);
    }

    /** True when nothing is said at all. */
    boolean isEmpty() {
        return equals(EMPTY);
    }

    /** True when nobody needs to be asked for anything. */
    boolean isComplete() {
        return title != null && summary != null && prompt != null;
    }

    /** These words, and the other's where there are none. */
    SceneDraft orElse(SceneDraft other) {
        return new SceneDraft(
                Wording.firstSaid(title, other.title),
                Wording.firstSaid(summary, other.summary),
                Wording.firstSaid(prompt, other.prompt),
                Wording.firstSaid(mood, other.mood),
                Wording.firstSaid(negativePrompt, other.negativePrompt),
                Wording.firstSaid(cameraMovement, other.cameraMovement),
                Wording.firstSaid(palette, other.palette));
    }
}
