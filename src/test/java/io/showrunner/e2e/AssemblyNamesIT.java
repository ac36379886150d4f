package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import org.junit.jupiter.api.Test;

/** What the assemble route says of its aggregate and its done files is what counts: edited, stories wait for it. */
class AssemblyNamesIT extends RouteEditing {
    @Test
    void theAggregateIsCompleteWhenItsFileSaysSo() {
        // Given
        String shipped = desk.read("assemble-story");
        int from = shipped.indexOf("            completionPredicate:");
        int to = shipped.indexOf("            steps:\n              - to: direct:finish-story");
        desk.write(
                "assemble-story",
                shipped.substring(0, from) + "            completionSize: 3\n" + shipped.substring(to));

        // When
        drop("two", 2);

        // Then
        StoryRecord story = studio.storyThat(each -> published(each) == 2);
        staysUnassembled(story);

        // When
        desk.write("assemble-story", shipped);

        // Then
        assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
    }

    @Test
    void aMarkerIsTakenOnlyWithTheDoneFileThatTheConsumerWaitsFor() {
        // Given
        desk.replace("assemble-story", "${file:name}.done", "${file:name}.ready");

        // When
        drop("two", 2);

        // Then
        StoryRecord story = studio.storyThat(each -> published(each) == 2);
        staysUnassembled(story);

        // When
        desk.replace("mark-scene", "${file:name}.done", "${file:name}.ready");
        drop("one", 1);

        // Then
        assertThat(studio.finishedStory().briefId()).isEqualTo("one");
        staysUnassembled(story);
    }

    private long published(StoryRecord story) {
        return studio.pipeline().store().sceneRecords(story.storyId()).stream()
                .filter(scene -> scene.state() == SceneState.PUBLISHED)
                .count();
    }
}
