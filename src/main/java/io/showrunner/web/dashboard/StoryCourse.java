package io.showrunner.web.dashboard;

import io.showrunner.story.FolderNames;
import io.showrunner.story.StoryStore;
import java.util.List;
import java.util.Set;

/**
 * How a story came about, and what there is of it to look at.
 *
 * @param prompts scene by scene
 * @param files for people, in the story's folder
 */
public record StoryCourse(List<PromptSpan> prompts, List<String> files) {
    private static final Set<String> FOR_PEOPLE =
            Set.of("film.mp4", "poster.png", "contact-sheet.png", "run-summary.txt", "artifact-metadata.json");

    /** Reads the story's folder. */
    public static StoryCourse of(StoryStore store, String storyId) {
        return new StoryCourse(
                PromptSpan.of(store, storyId),
                FolderNames.of(store.folder(storyId)).stream()
                        .filter(FOR_PEOPLE::contains)
                        .sorted()
                        .toList());
    }
}
