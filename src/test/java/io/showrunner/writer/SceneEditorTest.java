package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.brief.Brief;
import io.showrunner.brief.BriefIntake;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.Change;
import io.showrunner.story.Control;
import io.showrunner.story.Control.Action;
import io.showrunner.story.ControlRefused;
import io.showrunner.story.FairTurns;
import io.showrunner.story.Json;
import io.showrunner.story.OutdatedScenes;
import io.showrunner.story.SceneOrder;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryApproval;
import io.showrunner.story.StoryApprovals;
import io.showrunner.story.StoryApprovals.Request;
import io.showrunner.story.StoryControl;
import io.showrunner.story.StoryHistory;
import io.showrunner.story.StoryMessage;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import io.showrunner.story.UnfinishedWork;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A story of three scenes is written and waits for a person. */
class SceneEditorTest {
    private static final List<ProviderSettings> PROVIDERS = List.of(Writers.LM_STUDIO);

    @TempDir
    Path root;

    private StoryStore store;
    private StoryWriter writer;
    private StoryApprovals approvals;
    private SceneEditor editor;
    private StoryControl control;
    private String storyId;

    @BeforeEach
    void aStoryThatWaits() {
        store = new StoryStore(root);
        StoryHistory.keep(store, Writers.CLOCK);
        BriefIntake briefs = new BriefIntake(store, Writers.CLOCK);
        FairTurns turns = new FairTurns(store);
        StoryRelease release = new StoryRelease(store, turns, Writers.CLOCK);
        writer = new StoryWriter(store, briefs, Writers.roomyDesk(), release, PROVIDERS, Writers.CLOCK);
        approvals = new StoryApprovals(store, turns, Optional.empty(), Writers.CLOCK);
        editor = new SceneEditor(approvals, briefs, Writers.CONFIG.resolve("schemas"));
        control = new StoryControl(store, new SceneOrder(store, Writers.CLOCK), Writers.CLOCK);
        storyId = briefs.accept(waitingForApproval(Writers.brief(3)), "ledger.json")
                .storyId();
        Writing writing = writer.take(Json.write(StoryMessage.of(record())));
        writer.useTemplate(writing);
        writer.finish(writing);
        assertThat(writer.waiting(writing)).isEmpty();
    }

    private static Brief waitingForApproval(Brief brief) {
        return Json.read(
                Json.write(Json.mapper().valueToTree(brief)).replaceFirst("\\{", "{\"approval\":true,"), Brief.class);
    }

    @Test
    void anApprovalThatAKillCutOffIsGivenAgain() {
        // Given
        Request request = new Request(storyId, null, "anna", null);
        store.onChange(
                scene -> {
                    if (scene.sceneId().equals("scene-002")) {
                        throw new IllegalStateException("killed");
                    }
                },
                story -> {});
        assertThatThrownBy(() -> approvals.approve(request)).hasMessage("killed");
        store = new StoryStore(root);
        assertThat(record().state()).isEqualTo(StoryState.AWAITING_APPROVAL);
        assertThat(new UnfinishedWork(store).scenes()).isEmpty();

        // When
        Change change =
                new StoryApprovals(store, new FairTurns(store), Optional.empty(), Writers.CLOCK).approve(request);

        // Then
        assertThat(change.waiting()).hasSize(3);
        assertThat(record().state()).isEqualTo(StoryState.WRITTEN);
        assertThat(states()).hasSize(3).containsOnly(SceneState.WAITING);
    }

    @Test
    void nothingWaitsForAServerBeforeAPersonHasApprovedIt() {
        assertThat(record().state()).isEqualTo(StoryState.AWAITING_APPROVAL);
        assertThat(record().message()).startsWith("waits for approval");
        assertThat(states()).hasSize(3).containsOnly(SceneState.AWAITING_APPROVAL);
        assertThat(store.writtenScene(storyId, "scene-001")).isEmpty();
        assertThat(new SceneOrder(store, Writers.CLOCK).waiting()).isEmpty();
    }

    @Test
    void scenesAreRenderedInTheOrderAndWithTheWordsOfThePersonAndTheOriginalIsKept() {
        // Given
        Story written = story();
        String words = "Lantern light across a wet quay at night, ropes coiled, no people in sight";

        // When
        Story changed = editor.edit(request("""
                [{"sceneId": "scene-003", "prompt": "%s", "seed": "18446744073709551615", "title": " New\\tname "},
                 {"sceneId": "scene-001"}]""".formatted(words)));
        Change approved = approvals.approve(new Request(storyId, StoryApprovals.version(changed), "ana", null));

        // Then
        assertThat(story().scenes()).extracting(SceneSpec::id).containsExactly("scene-001", "scene-002");
        assertThat(store.scene(storyId, "scene-001"))
                .returns(words, SceneSpec::prompt)
                .returns("New name", SceneSpec::title)
                .returns(new BigInteger("18446744073709551615"), SceneSpec::seed)
                .returns(written.scenes().get(2).negativePrompt(), SceneSpec::negativePrompt);
        assertThat(store.scene(storyId, "scene-002").prompt())
                .isEqualTo(written.scenes().get(0).prompt());
        assertThat(approved.waiting()).extracting(SceneRecord::sceneId).containsExactly("scene-001", "scene-002");
        assertThat(states()).containsExactly(SceneState.WAITING, SceneState.WAITING);
        assertThat(record().state()).isEqualTo(StoryState.WRITTEN);
        assertThat(story().approval().approvedBy()).isEqualTo("ana");
        assertThat(story().approval().edits())
                .singleElement()
                .extracting(StoryApproval.Edit::changes)
                .isEqualTo(List.of(
                        "scene-003 with another title, prompt, seed",
                        "scene-002 dropped",
                        "new order: scene-003, scene-001"));
        assertThat(Json.read(root.resolve(storyId).resolve("story.written.json"), Story.class))
                .isEqualTo(written);
        assertThat(StoryHistory.of(store, storyId))
                .extracting(StoryHistory.Entry::message)
                .anySatisfy(message -> assertThat(message).contains("changed by ana: scene-003 with another"));
    }

    @Test
    void twoPeopleCannotOverwriteEachOther() {
        // Given
        Request late = request("[{\"sceneId\": \"scene-001\"}]");
        editor.edit(request("[{\"sceneId\": \"scene-002\"}, {\"sceneId\": \"scene-001\"}]"));

        // Then
        assertThatThrownBy(() -> editor.edit(late)).isInstanceOf(OutdatedScenes.class);
        assertThatThrownBy(() -> approvals.approve(late)).isInstanceOf(OutdatedScenes.class);
        assertThat(story().scenes()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                    | It must be a list of 1 to 3 scenes.
            [                                                     | Send JSON
            [{"sceneId": "scene-009"}]                            | [0].sceneId: it must be one of scene-001, scene-002
            [{"sceneId": "scene-001"}, {"sceneId": "scene-001"}]  | [1].sceneId: this scene is in the list already.
            [{"sceneId": "scene-001", "prompt": "short"}]         | [0].prompt: must be at least 20 characters long
            [{"sceneId": "scene-001", "title": ""}]               | [0].title: must be at least 1 character
            [{"sceneId": "scene-001", "expectedFrames": 101}]     | [0].expectedFrames: must have a maximum value of 100
            [{"sceneId": "scene-001", "seed": -1}]                | [0].seed: it must be a whole number
            [{"sceneId": "scene-001", "frames": 3}]               | [0].frames: it must be one of sceneId, title
            [{"sceneId": "scene-001", "prompt": "Der Mann und die Frau mit dem Hund auf der Strasse"}] | [0].prompt: it is in
            """)
    void whatAModelMayNotSayAPersonMayNotSayEither(String scenes, String problem) {
        Story before = story();

        assertThatThrownBy(() -> editor.edit(request(scenes)))
                .isInstanceOfSatisfying(ScenesRefused.class, refusal -> assertThat(refusal.problems())
                        .anySatisfy(sentence -> assertThat(sentence).startsWith(problem)));
        assertThat(story()).isEqualTo(before);
    }

    @Test
    void aScenesPromptIsNotThatOfAnotherOne() {
        String other = story().scenes().get(1).prompt();
        String scenes =
                Json.write(List.of(Map.of("sceneId", "scene-001", "prompt", other), Map.of("sceneId", "scene-002")));

        assertThatThrownBy(() -> editor.edit(request(scenes)))
                .isInstanceOfSatisfying(ScenesRefused.class, refusal -> assertThat(refusal.problems())
                        .singleElement()
                        .asString()
                        .startsWith("[0].prompt: it has the same prompt"));
    }

    @Test
    void aStoryThatWaitsIsCancelledAsAWholeAndComesBackAsItWas() {
        // Given
        editor.edit(request("[{\"sceneId\": \"scene-002\"}]"));
        Story edited = story();

        // When
        Change cancelled = control.apply(new Control(Action.CANCEL, storyId, null, null));

        // Then
        assertThat(cancelled.ended()).extracting(SceneRecord::sceneId).containsExactly("scene-001");
        assertThatThrownBy(() -> approvals.approve(request(null)))
                .isInstanceOf(ControlRefused.class)
                .hasMessageContaining("is cancelled");

        // When
        store.update(storyId, story -> story.to(StoryState.INCOMPLETE, Writers.CLOCK.instant(), null));
        control.apply(new Control(Action.RETRY, storyId, null, null));

        // Then
        assertThat(record().state()).isEqualTo(StoryState.AWAITING_APPROVAL);
        assertThat(states()).containsExactly(SceneState.AWAITING_APPROVAL);
        assertThat(story()).isEqualTo(edited);
        assertThat(approvals.approve(request(null)).waiting()).hasSize(1);
        assertThatThrownBy(() -> approvals.approve(request(null))).isInstanceOf(ControlRefused.class);
    }

    @Test
    void otherControlsSayThatItWaitsForApproval() {
        for (Action action : List.of(Action.PAUSE, Action.RESUME, Action.FRONT)) {
            assertThatThrownBy(() -> control.apply(new Control(action, storyId, null, null)))
                    .hasMessageContaining("waits for approval: approve " + storyId);
        }
        assertThatThrownBy(() -> control.apply(new Control(Action.CANCEL, storyId, "scene-001", null)))
                .isInstanceOf(ControlRefused.class);
    }

    @Test
    void onlyWithATimeoutIsAStoryGivenUpThatNobodyApproved() {
        Clock later = Clock.offset(Writers.CLOCK, Duration.ofHours(2));

        assertThat(new StoryApprovals(store, new FairTurns(store), Optional.empty(), later).expire())
                .isEmpty();
        assertThat(new StoryApprovals(store, new FairTurns(store), Optional.of(Duration.ofHours(3)), later).expire())
                .isEmpty();
        assertThat(new StoryApprovals(store, new FairTurns(store), Optional.of(Duration.ofHours(1)), later).expire())
                .hasSize(3)
                .allSatisfy(scene -> assertThat(scene.message()).contains("nobody approved it within 3600 s"));
        assertThat(states()).containsOnly(SceneState.CANCELLED);
    }

    private Request request(String scenes) {
        return new Request(storyId, StoryApprovals.version(story()), "ana", scenes);
    }

    private StoryRecord record() {
        return store.record(storyId).orElseThrow();
    }

    private Story story() {
        return store.story(storyId).orElseThrow();
    }

    private List<SceneState> states() {
        return store.sceneRecords(storyId).stream().map(SceneRecord::state).toList();
    }
}
