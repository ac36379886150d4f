package io.showrunner.writer;

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
