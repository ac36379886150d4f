package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.brief.BriefIntake;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.Control;
import io.showrunner.story.Control.Action;
import io.showrunner.story.FailureKind;
import io.showrunner.story.FairTurns;
import io.showrunner.story.Json;
import io.showrunner.story.JsonLines;
import io.showrunner.story.SceneOrder;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryControl;
import io.showrunner.story.StoryMessage;
import io.showrunner.story.StoryOverview;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StorySource;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import io.showrunner.story.UnfinishedWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three scenes, each with a request of its own, that go their way one after the other. */
class StoryReleaseTest {
    private static final int ONE_SCENE_A_REPLY = 600;
    private static final List<ProviderSettings> PROVIDERS = List.of(Writers.LM_STUDIO, Writers.OLLAMA);

    @TempDir
    Path root;

    private StoryStore store;
    private StoryWriter writer;
    private StoryRelease release;
    private StoryControl control;
    private String storyId;
    private int heard;

    @BeforeEach
    void anAcceptedBrief() {
        store = new StoryStore(root);
        BriefIntake briefs = new BriefIntake(store, Writers.CLOCK);
        WritingDesk desk = Writers.desk(ONE_SCENE_A_REPLY, PROVIDERS.toArray(ProviderSettings[]::new));
        release = new StoryRelease(store, new FairTurns(store), Writers.CLOCK);
        writer = new StoryWriter(
                store,
                briefs,
                desk,
                new StoryRelease(store, new FairTurns(store), Writers.CLOCK),
                PROVIDERS,
                Writers.CLOCK);
        control = new StoryControl(store, new SceneOrder(store, Writers.CLOCK), Writers.CLOCK);
        storyId = briefs.accept(Writers.brief(3), "ledger.json").storyId();
    }

    @Test
    void aSceneThatIsWrittenWaitsForAGpuWhileTheOthersWaitForTheirWords() {
        // Given
        Writing writing = take();

        // When
        say(writing, Writers.outline(3));
        List<SceneRecord> afterTheOutline = release.release(writing);
        say(writing, Writers.scene(1));
        List<SceneRecord> afterTheFirstScene = release.release(writing);

        // Then
        assertThat(afterTheOutline).isEmpty();
        assertThat(afterTheFirstScene).extracting(SceneRecord::sceneId).containsExactly("scene-001");
        assertThat(states()).containsExactly(SceneState.WAITING, SceneState.UNWRITTEN, SceneState.UNWRITTEN);
        assertThat(record().state()).isEqualTo(StoryState.WRITING);
        assertThat(story().scenes()).extracting(SceneSpec::isWritten).containsExactly(true, false, false);
        assertThat(story().scenes()).extracting(SceneSpec::title).contains("Planned 2", "Planned 3");
        assertThat(StoryOverview.of(store, record()).scenes())
                .returns(3, StoryOverview.Counts::total)
                .returns(1, StoryOverview.Counts::written)
                .returns(1, StoryOverview.Counts::waiting);
    }

    @Test
    void theLastSceneMakesTheStoryWholeAndNothingIsLeftToBeSaidOfIt() {
        // Given
        Writing writing = withScenes(1, 2);

        // When
        say(writing, Writers.scene(3));
        List<SceneRecord> released = release.release(writing);
        writer.finish(writing);

        // Then
        assertThat(released).isEmpty();
        assertThat(states()).containsOnly(SceneState.WAITING);
        assertThat(writer.waiting(writing))
                .hasSize(3)
                .extracting(SceneRecord::sequence)
                .isSorted();
        assertThat(record()).returns(StoryState.WRITTEN, StoryRecord::state).returns(null, StoryRecord::message);
        assertThat(story()).returns(StorySource.LLM, Story::storySource).returns(List.of(), Story::warnings);
    }

    @Test
    void aStoryThatIsWrittenInOneReplyIsNotReleasedBeforeItIsWhole() {
        // Given
        Writing writing = take();
        say(writing, Writers.outline(3));
        List.of(1, 2, 3).forEach(number -> say(writing, Writers.scene(number)));

        // When
        List<SceneRecord> released = release.release(writing);

        // Then
        assertThat(released).isEmpty();
        assertThat(record().state()).isEqualTo(StoryState.ACCEPTED);
        assertThat(partial()).doesNotExist();
    }

    @Test
    void afterAKillOnlyTheRestIsAskedFor() throws IOException {
        // Given
        withScenes(1);
        Files.writeString(partial(), "{\"id\":\"scene-002\",\"conte", StandardOpenOption.APPEND);

        // When
        Writing again = take();
        List<SceneRecord> released = release.release(again);
        String request = writer.nextRequest(again);
        writer.answered(again, 200, Writers.answer(Writers.scene(2), "stop"), null);
        release.release(again);

        // Then
        assertThat(released).extracting(SceneRecord::sceneId).containsExactly("scene-001");
        assertThat(Writers.message(request)).contains("Planned 2");
        assertThat(states()).containsExactly(SceneState.WAITING, SceneState.WAITING, SceneState.UNWRITTEN);
        assertThat(partial()).content().hasLineCount(3).contains("\"scene-002\"");
        assertThat(story().llm().attempts()).isEqualTo(3);
        assertThat(story().generator()).isEqualTo("local-llm:mistral-7b");
    }

    @Test
    void aSceneThatCameInFrontOfEverythingElseSurvivesAKill() {
        // Given
        Writing killed = streaming();
        hear(killed, Writers.story(3), 1);
        release.release(killed);

        // When
        Writing again = take();
        List<SceneRecord> released = release.release(again);
        String request = writer.nextRequest(again);
        writer.answered(again, 200, Writers.answer(Writers.scene(2), "stop"), null);
        say(again, Writers.scene(3));
        writer.finish(again);

        // Then
        assertThat(released).extracting(SceneRecord::sceneId).containsExactly("scene-001");
        assertThat(Writers.message(request)).contains("scene 2 of 3", "Title 1");
        assertThat(story())
                .returns("a retired keeper discovers a hidden ledger full of ship signals", Story::logline)
                .satisfies(story ->
                        assertThat(story.warnings()).singleElement().asString().startsWith("LLM_HEADER_SHORTFALL: "));
    }

    @Test
    void theLastSceneWaitsForWhatIsSaidBehindIt() {
        // Given
        Writing writing = streaming();
        ObjectNode words = Writers.story(3);
        hear(writing, words, 2);
        release.release(writing);

        // When
        hear(writing, words, 3);
        List<SceneRecord> released = release.release(writing);
        List<SceneState> whileTheRestIsSaid = states();
        writer.answered(writing, 200, Writers.answer(words, "stop"), null);
        writer.finish(writing);

        // Then
        assertThat(released).isEmpty();
        assertThat(whileTheRestIsSaid).containsExactly(SceneState.WAITING, SceneState.WAITING, SceneState.UNWRITTEN);
        assertThat(states()).containsOnly(SceneState.WAITING);
        assertThat(partial()).content().hasLineCount(4).contains("A keeper answers");
        assertThat(story())
                .returns("A keeper answers a signal dated tomorrow", Story::logline)
                .returns("Quiet frames, weather as a character", Story::directorsVision)
                .returns(List.of(), Story::warnings);
    }

    @Test
    void aKillBetweenTheWordsAndTheRecordsLosesNoScene() {
        // Given
        Writing killed = take();
        say(killed, Writers.outline(3));
        say(killed, Writers.scene(1));
        JsonLines.append(partial(), killed.partsToKeep());

        // When
        List<SceneRecord> released = release.release(take());

        // Then
        assertThat(released).extracting(SceneRecord::sceneId).containsExactly("scene-001");
        assertThat(partial()).content().hasLineCount(2);
    }

    @Test
    void aKillBetweenTheRecordsAndTheStorysRecordChangesNoScene() {
        // Given
        withScenes(1);
        SceneRecord running =
                store.update(storyId, "scene-001", scene -> scene.dispatched(true, Writers.CLOCK.instant()));
        store.update(storyId, story -> story.to(StoryState.ACCEPTED, Writers.CLOCK.instant(), null));

        // When
        List<SceneRecord> released = release.release(take());

        // Then
        assertThat(released).isEmpty();
        assertThat(scene(1)).isEqualTo(running);
        assertThat(record().state()).isEqualTo(StoryState.WRITING);
    }

    @Test
    void whatIsStillToBeWrittenIsFoundAtTheNextStart() {
        // Given
        withScenes(1);

        // When
        UnfinishedWork unfinished = new UnfinishedWork(store);

        // Then
        assertThat(unfinished.briefs()).extracting(StoryRecord::storyId).containsExactly(storyId);
        assertThat(unfinished.scenes()).extracting(SceneRecord::sceneId).containsExactly("scene-001");
        assertThat(unfinished.unwritten()).extracting(SceneRecord::sceneId).containsExactly("scene-002", "scene-003");
    }

    @Test
    void nothingChangesWordsThatHaveGoneTheirWay() {
        // Given
        Writing writing = withScenes(1);
        SceneSpec before = store.scene(storyId, "scene-001");

        // When
        writing.session().script().take(new StoryPart("story", otherStory()));
        writer.finish(writing);

        // Then
        assertThat(store.scene(storyId, "scene-001")).isEqualTo(before);
        assertThat(story().scenes().get(0)).isEqualTo(before);
        assertThat(story().scenes().get(1).prompt()).contains("other");
        assertThat(story().logline()).doesNotContain("Another");
    }

    @Test
    void anotherProviderWritesTheRest() {
        // Given
        Writing writing = withScenes(1);
        exhaust(writing);

        // When
        writer.turnToNextProvider(writing);
        say(writing, Writers.scene(2));
        say(writing, Writers.scene(3));
        writer.finish(writing);

        // Then
        assertThat(states()).containsOnly(SceneState.WAITING);
        assertThat(story().storySource()).isEqualTo(StorySource.LLM);
    }

    @Test
    void scenesThatNobodyWritesHaveFailedAndTheRestIsKept() {
        // Given
        Writing writing = withScenes(1);

        // When
        exhaust(writing);
        writer.turnToNextProvider(writing);
        exhaust(writing);
        writer.useTemplate(writing);
        writer.finish(writing);

        // Then
        assertThat(states()).containsExactly(SceneState.WAITING, SceneState.FAILED, SceneState.FAILED);
        assertThat(scene(2).failureKind()).isEqualTo(FailureKind.NOT_WRITTEN);
        assertThat(scene(2).message())
                .contains("nobody wrote its words", "ollama", "connection refused", "retry " + storyId + "/scene-002");
        assertThat(writer.unwritten(writing))
                .extracting(SceneRecord::sceneId)
                .containsExactly("scene-002", "scene-003");
        assertThat(story())
                .returns("local-llm:mistral-7b", Story::generator)
                .returns("none", written -> written.llm().fallbackKind())
                .returns(StorySource.LLM, Story::storySource)
                .returns("error", written -> written.llm().status());
        assertThat(story().warnings()).anyMatch(words -> words.contains("scene-002, scene-003 not written"));
        assertThat(record().message()).contains("not written");
    }

    @Test
    void theRestMayWaitUntilAModelIsBack() {
        // Given
        ProviderHealth health = new ProviderHealth(
                Writers.settings(ONE_SCENE_A_REPLY, Writers.LM_STUDIO, Writers.OLLAMA),
                LlmCapabilities.inMemory(),
                Writers.CLOCK,
                () -> 0);
        ParkedStories parked =
                new ParkedStories(store, health, Duration.ofSeconds(30), () -> 10, Writers.CLOCK, () -> 0);
        Writing writing = withScenes(1);
        exhaust(writing);

        // When
        parked.park(writing);
        writer.finish(writing);

        // Then
        assertThat(states()).containsExactly(SceneState.WAITING, SceneState.UNWRITTEN, SceneState.UNWRITTEN);
        assertThat(record().state()).isEqualTo(StoryState.WRITING);
        assertThat(Writers.message(writer.nextRequest(take()))).contains("Planned 2");
    }

    @Test
    void aRetryHasTheModelAskedForTheScenesThatAreMissing() {
        // Given
        Writing writing = withScenes(1);
        exhaust(writing);
        writer.finish(writing);

        // When
        boolean isBriefWaiting = control(Action.RETRY, "scene-003");
        Writing again = take();
        release.release(again);
        say(again, Writers.scene(3));
        release.release(again);
        writer.finish(again);

        // Then
        assertThat(isBriefWaiting).isTrue();
        assertThat(writer.take(Json.write(new StoryMessage(storyId, 1, record().priority())))
                        .isStale())
                .isTrue();
        assertThat(states()).containsExactly(SceneState.WAITING, SceneState.FAILED, SceneState.WAITING);
        assertThat(scene(3).generation()).isEqualTo(2);
        assertThat(record().state()).isEqualTo(StoryState.WRITTEN);
    }

    @Test
    void aSceneThatIsCancelledIsNotAskedForAndWordsThatComeAllTheSameAreDropped() {
        // Given
        Writing writing = withScenes(1);
        writer.nextRequest(writing);

        // When
        control(Action.CANCEL, "scene-002");
        control(Action.CANCEL, "scene-003");
        control(Action.RETRY, "scene-003");
        writer.answered(writing, 200, Writers.answer(Writers.scene(2), "stop"), null);
        release.release(writing);
        String next = writer.nextRequest(writing);
        writer.answered(writing, 200, Writers.answer(Writers.scene(3), "stop"), null);
        writer.finish(writing);

        // Then
        assertThat(Writers.message(next)).contains("Planned 3");
        assertThat(states()).containsExactly(SceneState.WAITING, SceneState.CANCELLED, SceneState.WAITING);
        assertThat(story().scenes().get(1).isWritten()).isFalse();
        assertThat(store.writtenScene(storyId, "scene-002")).isEmpty();
    }

    @Test
    void aStoryWhoseScenesAreAllCancelledIsNotWrittenAnyFurther() {
        // Given
        Writing writing = withScenes(1);

        // When
        control(Action.CANCEL, null);
        release.release(writing);
        writer.finish(writing);

        // Then
        assertThat(writing)
                .returns(false, Writing::wantsReply)
                .returns(false, Writing::lacksWords)
                .returns(false, Writing::hasAnotherProvider);
        assertThat(states()).containsOnly(SceneState.CANCELLED);
        assertThat(story().scenes()).extracting(SceneSpec::isWritten).containsExactly(true, false, false);
    }

    @Test
    void aStoryThatIsCancelledBeforeAnythingIsWrittenIsNotAskedForAgain() {
        // Given
        Writing writing = take();
        say(writing, Writers.outline(3));

        // When
        control(Action.CANCEL, null);
        release.release(writing);
        writer.finish(writing);

        // Then
        assertThat(writing.wantsReply()).isFalse();
        assertThat(record().state()).isEqualTo(StoryState.CANCELLED);
        assertThat(store.sceneRecords(storyId)).isEmpty();
    }

    @Test
    void theWordsOfAPausedSceneAreKeptAndItWaitsForAPerson() {
        // Given
        Writing writing = withScenes(1);

        // When
        control(Action.PAUSE, "scene-002");
        say(writing, Writers.scene(2));
        List<SceneRecord> released = release.release(writing);

        // Then
        assertThat(released).extracting(SceneRecord::sceneId).containsExactly("scene-001");
        assertThat(states()).containsExactly(SceneState.WAITING, SceneState.PAUSED, SceneState.UNWRITTEN);

        // When
        control(Action.RESUME, "scene-002");

        // Then
        assertThat(scene(2).state()).isEqualTo(SceneState.WAITING);
    }

    @Test
    void aStoryThatIsPausedBeforeTheFirstSceneIsKeptPausedWhenItIsWhole() {
        // Given
        Writing writing = take();
        say(writing, Writers.outline(3));
        control(Action.PAUSE, null);

        // When
        say(writing, Writers.scene(1));
        List<SceneRecord> released = release.release(writing);
        say(writing, Writers.scene(2));
        say(writing, Writers.scene(3));
        writer.finish(writing);

        // Then
        assertThat(released).isEmpty();
        assertThat(states()).containsOnly(SceneState.PAUSED);
    }

    @Test
    void aTurnThatWasOvertakenReleasesNothing() {
        // Given
        Writing overtaken = take();
        store.update(
                storyId, story -> story.queuedAgain(story.state(), story.priority(), Writers.CLOCK.instant(), null));

        // When
        say(overtaken, Writers.outline(3));
        say(overtaken, Writers.scene(1));

        // Then
        assertThat(release.release(overtaken)).isEmpty();
        assertThat(store.sceneRecords(storyId)).isEmpty();
    }

    private Writing withScenes(int... numbers) {
        Writing writing = take();
        say(writing, Writers.outline(3));
        for (int number : numbers) {
            say(writing, Writers.scene(number));
            release.release(writing);
        }
        return writing;
    }

    /** A turn whose whole story is being written in one reply. */
    private Writing streaming() {
        WritingDesk roomy = Writers.desk(4096, PROVIDERS.toArray(ProviderSettings[]::new));
        writer = new StoryWriter(
                store,
                new BriefIntake(store, Writers.CLOCK),
                roomy,
                new StoryRelease(store, new FairTurns(store), Writers.CLOCK),
                PROVIDERS,
                Writers.CLOCK);
        Writing writing = take();
        writer.nextRequest(writing);
        return writing;
    }

    /** So many scenes of the reply have arrived. */
    private void hear(Writing writing, ObjectNode story, int scenes) {
        String words = story.toString();
        int brace = words.indexOf('}', words.indexOf("picture number " + scenes));
        writing.session().sent().heard(words.substring(heard, brace + 1), 100);
        heard = brace + 1;
    }

    private boolean control(Action action, String sceneId) {
        return control.apply(new Control(action, storyId, sceneId, null)).isBriefWaiting();
    }

    private void say(Writing writing, Object words) {
        writer.nextRequest(writing);
        writer.answered(writing, 200, Writers.answer(words, "stop"), null);
    }

    private void exhaust(Writing writing) {
        while (writing.wantsReply()) {
            writer.nextRequest(writing);
            writer.failed(writing, new IOException("connection refused"));
        }
    }

    private static ObjectNode otherStory() {
        ObjectNode story = Writers.story(3);
        story.put("logline", "Another logline");
        story.withArray("scenes").forEach(scene -> ((ObjectNode) scene)
                .put("prompt", "An other picture of " + scene.path("title").asText()));
        return story;
    }

    private Writing take() {
        return writer.take(Json.write(StoryMessage.of(record())));
    }

    private Path partial() {
        return store.folder(storyId).resolve("story.partial.jsonl");
    }

    private StoryRecord record() {
        return store.record(storyId).orElseThrow();
    }

    private Story story() {
        return store.story(storyId).orElseThrow();
    }

    private SceneRecord scene(int number) {
        return store.sceneRecord(storyId, "scene-00" + number).orElseThrow();
    }

    private List<SceneState> states() {
        return store.sceneRecords(storyId).stream().map(SceneRecord::state).toList();
    }
}
