package io.showrunner.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.HandClock;
import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Hold;
import io.showrunner.fleet.Probe;
import io.showrunner.forecast.Load.Running;
import io.showrunner.forecast.Load.Server;
import io.showrunner.forecast.Load.Unwritten;
import io.showrunner.forecast.Load.Waiting;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.RenderRequest;
import io.showrunner.story.SceneId;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StageHolds.Cause;
import io.showrunner.story.Story;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StorySource;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is to be done, by the records, the servers and the prompts on them. */
class SituationTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock(NOON);
    private final List<RunningPrompt> prompts = new ArrayList<>();
    private StoryStore store;
    private StageHolds holds;
    private Fleet fleet;
    private OpenWork work;
    private Situation situation;

    @BeforeEach
    void open() {
        store = new StoryStore(folder.resolve("stories"));
        holds = new StageHolds(folder.resolve("stages.json"), clock);
        fleet = new Fleet(List.of(server("gpu0"), server("gpu1")), Strategy.LEAST_LOADED, clock);
        written("story-before", 1);
        work = new OpenWork(store, "smoke");
        situation = new Situation(work, fleet, holds, () -> prompts, 1);
    }

    private static InstanceSettings server(String id) {
        return new InstanceSettings(id, URI.create("http://127.0.0.1/" + id), 2, null);
    }

    private StoryRecord accepted(String storyId, Priority priority) {
        StoryRecord story = StoryRecord.accepted(storyId, null, storyId + ".json", "00", priority, "run", NOON, null);
        store.save(story);
        return story;
    }

    private void written(String storyId, int scenes) {
        StoryRecord story = accepted(storyId, Priority.NORMAL);
        List<SceneSpec> specs = IntStream.rangeClosed(1, scenes)
                .mapToObj(i -> new SceneSpec("scene-00" + i, "Scene", "", "a hill", "calm", null, 3, "", null, null))
                .toList();
        List<SceneRecord> records = specs.stream()
                .map(spec -> SceneRecord.written(storyId, spec.id(), Priority.NORMAL, specs.indexOf(spec), NOON))
                .toList();
        RenderRequest render = new RenderRequest("svd", null, null, null, null, null, true);
        store.save(
                new Story(storyId, NOON, "T", "L", "V", specs, "test", StorySource.LLM, render, null, List.of()),
                records);
        store.save(story.to(StoryState.WRITTEN, NOON, null));
    }

    private void running(String storyId, String sceneId, Instant startedAt) {
        store.update(storyId, sceneId, scene -> scene.dispatched(true, NOON));
        prompts.add(new RunningPrompt(storyId, sceneId, "gpu0", "svd", NOON, startedAt));
    }

    private void up(String instanceId) {
        fleet.answered(instanceId, new Probe(0, 20_000L, 24_000L, "0.3.64"));
    }

    @Test
    void scenesOfBeforeTheStartAndNewOnesWaitUntilTheyAreOver() {
        written("story-bees", 2);
        store.update("story-bees", "scene-001", scene -> scene.to(SceneState.PUBLISHED, null, null, NOON));

        assertThat(situation.load(NOON).waiting())
                .containsExactlyInAnyOrder(
                        new Waiting(new SceneId("story-before", "scene-001"), 1, "svd"),
                        new Waiting(new SceneId("story-bees", "scene-002"), 1, "svd"));
        assertThat(work.nextEnded().sceneId()).isEqualTo("scene-001");
        assertThat(work.nextEnded()).isNull();
    }

    @Test
    void ofAStoryThatIsBeingWrittenTheScenesWithoutWordsAreStillToBeWritten() {
        // Given
        written("story-bees", 3);
        store.update("story-bees", "scene-003", scene -> scene.to(SceneState.UNWRITTEN, null, null, NOON));
        store.update("story-bees", story -> story.to(StoryState.WRITING, NOON, null));
        DurableFiles.writeJson(store.folder("story-bees").resolve("brief.json"), Map.of("sceneCount", 3));

        // When
        List<Unwritten> unwritten = situation.load(NOON).unwritten();

        // Then
        assertThat(unwritten).containsExactly(new Unwritten("story-bees", "smoke", 1));
        assertThat(new OpenWork(store, "smoke").unwritten()).isEqualTo(unwritten);
        assertThat(situation.load(NOON).waiting()).hasSize(3);
    }

    @Test
    void ofThePromptsThatBeganOnAServerTheNewestIsTheOneThatRuns() {
        written("story-bees", 3);
        running("story-bees", "scene-001", NOON.minusSeconds(90));
        running("story-bees", "scene-003", null);
        running("story-bees", "scene-002", NOON.minusSeconds(5));
        up("gpu0");

        assertThat(situation.load(NOON).servers())
                .containsExactly(
                        new Server(
                                "gpu0",
                                2,
                                true,
                                List.of(
                                        new Running(new SceneId("story-bees", "scene-002"), 1, "svd", 5),
                                        new Running(new SceneId("story-bees", "scene-003"), 1, "svd", -1))),
                        new Server("gpu1", 2, false, List.of()));
        assertThat(situation.obstacle()).isEmpty();
    }

    @Test
    void withNoServerUpThoseThatMayComeBackAreCountedAndItIsSaid() {
        fleet.hold("gpu1", Hold.DRAINING, "by a person");
        up("gpu1");

        assertThat(situation.load(NOON).servers()).extracting(Server::takes).containsExactly(true, false);
        assertThat(situation.obstacle()).contains("no server takes scenes now; counted as if they did");
    }

    @Test
    void aCardThatALanguageModelHasIsSaidToBeLent() {
        up("gpu0");
        up("gpu1");
        fleet.hold("gpu0", Hold.LENT, "llm has its card");
        fleet.hold("gpu1", Hold.LENT, "llm has its card");

        assertThat(situation.obstacle())
                .contains("a language model has the card now; counted as if scenes were rendered");
    }

    @Test
    void renderingThatIsPausedIsSaid() {
        up("gpu0");
        holds.hold(Stage.RENDER, Cause.PAUSED, "paused by a person");

        assertThat(situation.obstacle()).contains("rendering waits (paused by a person); counted as if it went on now");
    }

    @Test
    void storiesThatAreNotWrittenComeInTheOrderInWhichTheyAreWanted() throws IOException {
        brief("story-later", Priority.LOW, Map.of("sceneCount", 3, "workflow", "svd"));
        brief("story-sooner", Priority.HIGH, Map.of("sceneCount", 12));
        brief("story-damaged", Priority.HIGH, Map.of("sceneCount", "many"));
        brief("story-withdrawn", Priority.HIGH, Map.of("sceneCount", 1));
        store.forget("story-withdrawn");

        assertThat(situation.load(NOON).unwritten())
                .containsExactly(new Unwritten("story-sooner", "smoke", 12), new Unwritten("story-later", "svd", 3));
    }

    private void brief(String storyId, Priority priority, Map<String, Object> brief) throws IOException {
        accepted(storyId, priority);
        Files.writeString(store.folder(storyId).resolve("brief.json"), Json.write(brief));
    }

    @Test
    void theStampChangesWithEveryRecordAndEveryPromptThatBegins() {
        Situation.Stamp before = situation.stamp();
        assertThat(situation.stamp()).isEqualTo(before);

        written("story-bees", 1);
        Situation.Stamp written = situation.stamp();
        prompts.add(new RunningPrompt("story-bees", "scene-001", "gpu0", "svd", NOON, NOON));

        assertThat(List.of(before, written, situation.stamp())).doesNotHaveDuplicates();
    }
}
