package io.showrunner.story;

/** The reference to an accepted brief that travels through the briefs queue. */
public record StoryMessage(String storyId, int generation, Priority priority) {

    /** The message that belongs to the record as it is now. */
    public static StoryMessage of(StoryRecord story) {
        return new StoryMessage(story.storyId(), story.generation(), story.priority());
    }
}
