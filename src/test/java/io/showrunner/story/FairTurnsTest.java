package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.HandClock;
import io.showrunner.story.Control.Action;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The owners' turns in the records, and the messages that follow them. */
class FairTurnsTest {
    private static final Duration AGEING = Duration.ofMinutes(30);

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock(ControlledStories.START);
    private StoryStore store;
    private FairTurns turns;
    private SceneOrder order;
    private SentScenes sent;
    private long sequence;

    @BeforeEach
    void annaAndThenBen() {
        store = new StoryStore(folder);
        start();
        written("story-anna", "anna", 4);
        written("story-ben", "ben", 2);
    }

    private void start() {
        turns = new FairTurns(store);
        order = new SceneOrder(store, turns, clock);
        sent = new SentScenes(store, turns);
    }

    @Test
    void ownersTakeTurnsAlsoAfterARestart() {
        assertThat(order()).containsExactly("anna/1", "ben/1", "anna/2", "ben/2", "anna/3", "anna/4");

        // When
        start();
        written("story-carl", "carl", 1);

        // Then
        assertThat(order()).containsExactly("anna/1", "ben/1", "carl/1", "anna/2", "ben/2", "anna/3", "anna/4");
    }

    @Test
    void whatIsNobodysIsOneOwnerMore() {
        written("story-inbox", null, 1);
        written("story-mail", null, 1);

        assertThat(order())
                .containsExactly("anna/1", "ben/1", "inbox/1", "anna/2", "ben/2", "mail/1", "anna/3", "anna/4");
    }

    @Test
    void aPersonOutranksTheTurns() {
        change(Action.FRONT, "story-anna", "scene-004");
        change(Action.BACK, "story-ben", "scene-001");

        assertThat(order()).containsExactly("anna/4", "anna/1", "anna/2", "ben/2", "anna/3", "ben/1");
    }

    @Test
    void messagesThatAreOvertakenAreSentAgainInRunOrderAndOnlyThose() {
        // Given
        List<SceneRecord> annas = store.sceneRecords("story-anna");
        annas.forEach(sent::sends);
        SceneRecord bens = store.sceneRecord("story-ben", "scene-001").orElseThrow();

        // When
        sent.sends(bens);
        List<SceneRecord> again = sent.overtaken(bens);

        // Then
        assertThat(again).extracting(SceneRecord::sceneId).containsExactly("scene-002", "scene-003", "scene-004");
        assertThat(again).extracting(SceneRecord::generation).containsOnly(2);
        assertThat(again).zipSatisfy(annas.subList(1, 4), (after, before) -> assertThat(after)
                .isEqualTo(before.sentAgain()));
        assertThat(order()).startsWith("anna/1", "ben/1", "anna/2");
    }

    @Test
    void aCopyOfAMessageOvertakesNobody() {
        // Given
        SceneRecord annas = store.sceneRecord("story-anna", "scene-001").orElseThrow();
        sent.sends(annas);
        sent.overtaken(annas);
        sent.sends(store.sceneRecord("story-ben", "scene-001").orElseThrow());

        // When
        sent.sends(annas);

        // Then
        assertThat(sent.overtaken(annas)).isEmpty();
    }

    @Test
    void oneOwnerNeedsNoMessageTwice() {
        // Given
        store.sceneRecords("story-anna").forEach(sent::sends);

        // When
        List<List<SceneRecord>> again =
                store.sceneRecords("story-anna").stream().map(sent::overtaken).toList();

        // Then
        assertThat(again).hasSize(4).allSatisfy(scenes -> assertThat(scenes).isEmpty());
    }

    @Test
    void aLongBacklogDoesNotAgeItsWayPastTheOthers() {
        clock.pass(AGEING.plusSeconds(1));

        assertThat(order.aged(AGEING)).isEmpty();

        // When
        written("story-rush", "ben", 1, Priority.HIGH);

        // Then
        assertThat(order.aged(AGEING)).hasSize(6);
    }

    @Test
    void theBriefOfAnOwnerOfWhomNothingIsAtHandGoesBeforeTheOthersOnce() {
        // Given
        accepted("story-anna-next", "anna");
        accepted("story-carl", "carl");
        accepted("story-carl-next", "carl");
        accepted("story-ben-next", "ben");
        BriefTurns briefs = new BriefTurns(store, turns);

        // When
        List<StoryRecord> due = briefs.due("story-anna");

        // Then
        assertThat(due).extracting(StoryRecord::storyId).containsExactly("story-carl");
        assertThat(due.get(0).generation()).isEqualTo(2);
        assertThat(briefs.urgency(due.get(0))).isEqualTo(Priority.NORMAL.onTheWire() + 1);
        assertThat(briefs.urgency(store.record("story-ben-next").orElseThrow())).isEqualTo(Priority.NORMAL.onTheWire());
        assertThat(briefs.due("story-anna")).isEmpty();

        // When
        store.update("story-carl", story -> story.to(StoryState.WRITTEN, clock.instant(), null));

        // Then
        assertThat(briefs.due("story-anna")).extracting(StoryRecord::storyId).containsExactly("story-carl-next");
    }

    private void change(Action action, String storyId, String sceneId) {
        new StoryControl(store, order, clock).apply(new Control(action, storyId, sceneId, null));
    }

    private StoryRecord accepted(String storyId, String owner) {
        StoryRecord story = StoryRecord.accepted(
                        storyId,
                        null,
                        storyId + ".json",
                        "00",
                        Priority.NORMAL,
                        "run",
                        clock.instant().plusSeconds(sequence++),
                        owner)
                .to(StoryState.ACCEPTED, clock.instant(), null);
        store.save(story);
        return story;
    }

    private void written(String storyId, String owner, int scenes) {
        written(storyId, owner, scenes, Priority.NORMAL);
    }

    private void written(String storyId, String owner, int scenes, Priority priority) {
        store.save(accepted(storyId, owner).to(StoryState.WRITTEN, clock.instant(), null));
        IntStream.rangeClosed(1, scenes)
                .mapToObj(i -> SceneRecord.written(storyId, "scene-00" + i, priority, sequence++, clock.instant()))
                .map(turns::placed)
                .forEach(store::save);
    }

    private List<String> order() {
        return order.waiting().stream()
                .map(scene ->
                        scene.storyId().substring(6) + "/" + scene.sceneId().substring(8))
                .toList();
    }
}
