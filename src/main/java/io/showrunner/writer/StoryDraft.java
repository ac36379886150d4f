package io.showrunner.writer;

import java.util.List;

/** The words of a whole story before its scenes get their ids. */
record StoryDraft(String logline, String directorsVision, List<SceneDraft> scenes) {
    StoryDraft {
        scenes = List.copyOf(scenes);
    }
}
