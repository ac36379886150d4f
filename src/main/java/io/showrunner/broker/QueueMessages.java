package io.showrunner.broker;

import io.showrunner.story.DeliveryMessage;
import io.showrunner.story.Json;
import io.showrunner.story.SceneMessage;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryMessage;
import io.showrunner.story.StoryRecord;

/** The text of the references that travel through the queues. */
public final class QueueMessages {
    /** The text that stands for the scene as it is now. */
    public String ofScene(SceneRecord scene) {
        return Json.write(SceneMessage.of(scene));
    }

    /** The text that stands for the story as it was assembled with this revision. */
    public String ofDelivery(String storyId, int revision) {
        return Json.write(new DeliveryMessage(storyId, revision));
    }

    /** The text that stands for the story as it is now. */
    public String ofStory(StoryRecord story) {
        return Json.write(StoryMessage.of(story));
    }
}
