package io.showrunner.story;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That the pictures of a story became a film: {@code storyboard.json} in its folder, there from then on.
 *
 * @param film the story that is the film
 * @param scenes of the storyboard, in the order of the film
 * @param approvedBy the name of their token; null when nobody had to say
 */
public record Storyboard(
        String film,
        List<String> scenes,
        Instant approvedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) String approvedBy) {
    private static final String FILE = "storyboard.json";

    /** What became of the pictures; empty while they are no film, and when that was deleted. */
    public static Optional<Storyboard> of(StoryStore store, String storyId) {
        Path file = store.folder(storyId).resolve(FILE);
        return Files.exists(file)
                ? Optional.of(Json.read(file, Storyboard.class)).filter(known -> store.exists(known.film()))
                : Optional.empty();
    }

    /** True for pictures that are there and no film yet. */
    private static boolean isDrawn(StoryStore store, StoryRecord story) {
        return (story.state() == StoryState.FINISHED || story.state() == StoryState.INCOMPLETE)
                && store.story(story.storyId()).stream().anyMatch(Story::isStoryboard)
                && of(store, story.storyId()).isEmpty();
    }

    /** True when a person is wanted: to look at the words of a story, or at the pictures of a storyboard. */
    public static boolean wantsApproval(StoryStore store, StoryRecord story) {
        return story.state() == StoryState.AWAITING_APPROVAL || isDrawn(store, story);
    }

    /** What is said of pictures that nobody has approved yet. */
    public static String sentence(String storyId) {
        return "one picture of each scene is drawn; when they are good: java -jar showrunner.jar approve " + storyId;
    }

    /** Keeps it in the folder of the story whose pictures they are. */
    public void keep(StoryStore store, String storyId) {
        DurableFiles.writeJson(store.folder(storyId).resolve(FILE), this);
    }
}
