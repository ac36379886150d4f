package io.showrunner.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.llm.Fault;
import io.showrunner.simulator.llm.ReceivedRequest;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.util.List;
import java.util.Optional;

/**
 * Stories whose requests to the language model go wrong, each in its own way, written in one studio at the same time: the
 * model knows a story by a word of its premise. Nobody waits for their scenes.
 */
final class FaultyStories {
    private final TestStudio studio;

    FaultyStories(TestStudio studio) {
        this.studio = studio;
    }

    /**
     * A brief whose requests meet these faults, one each; the last one meets all that follow.
     *
     * @param id no part of another id
     */
    void drop(String id, int scenes, Fault... faults) {
        studio.llm().faults().when(word(id), faults);
        studio.drop(
                id + ".json", SmallBrief.jsonWithoutTitles(id, scenes, "A night clerk finds the ledger " + word(id)));
    }

    /** Waits until the story is written, by whomever. */
    JsonNode written(String id) {
        return TestStudio.json(studio.folder(record(id)).resolve("story.json"));
    }

    StoryRecord record(String id) {
        return await().atMost(TestStudio.PATIENCE)
                .until(
                        () -> studio.stories().stream()
                                .filter(story -> id.equals(story.briefId()) && story.state() != StoryState.ACCEPTED)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** What the model was asked for the story, oldest first. */
    List<ReceivedRequest> requests(String id) {
        return studio.llm().requests().stream()
                .filter(request -> request.number() > 0 && request.prompt().contains(word(id)))
                .toList();
    }

    private static String word(String id) {
        return "(" + id + ")";
    }
}
