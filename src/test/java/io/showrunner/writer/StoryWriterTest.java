package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.brief.BriefIntake;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.FairTurns;
import io.showrunner.story.Json;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryMessage;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StorySource;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A turn of the write stage, without its routes. */
class StoryWriterTest {
    private static final List<ProviderSettings> PROVIDERS = List.of(Writers.LM_STUDIO, Writers.OLLAMA);

    @TempDir
    Path root;

    private StoryStore store;
    private StoryWriter writer;
    private StoryRecord story;

    @BeforeEach
    void anAcceptedBrief() {
        store = new StoryStore(root);
        BriefIntake briefs = new BriefIntake(store, Writers.CLOCK);
        WritingDesk desk = Writers.desk(4096, PROVIDERS.toArray(ProviderSettings[]::new));
        writer = new StoryWriter(
                store,
                briefs,
                desk,
                new StoryRelease(store, new FairTurns(store), Writers.CLOCK),
                PROVIDERS,
                Writers.CLOCK);
        story = briefs.accept(Writers.brief(3), "ledger.json").record();
    }

    @Test
    void anAcceptedStoryIsWrittenAndAllItsScenesWait() {
        // Given
        Writing writing = take();

        // When
        writer.nextRequest(writing);
        writer.answered(writing, 200, Writers.answer(Writers.story(3), "stop"), null);
        writer.finish(writing);

        // Then
        assertThat(writing.wantsReply()).isFalse();
        assertThat(store.record(story.storyId()).orElseThrow().state()).isEqualTo(StoryState.WRITTEN);
        assertThat(store.story(story.storyId()).orElseThrow().storySource()).isEqualTo(StorySource.LLM);
        assertThat(store.sceneRecords(story.storyId())).hasSize(3).allSatisfy(scene -> assertThat(scene)
                .returns(SceneState.WAITING, SceneRecord::state)
                .returns(0, SceneRecord::dispatches));
        assertThat(store.sceneRecords(story.storyId()))
                .extracting(SceneRecord::sequence)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aStoryThatIsWrittenIsNotWrittenAgain() {
        // Given
        writeByTemplate(take());
        StoryRecord written = store.record(story.storyId()).orElseThrow();

        // When
        Writing again = take();
        writer.finish(again);

        // Then
        assertThat(again)
                .returns(false, Writing::isStale)
                .returns(false, Writing::wantsReply)
                .returns(false, Writing::hasAnotherProvider);
        assertThat(store.record(story.storyId())).contains(written);
    }

    @ParameterizedTest
    @EnumSource(names = {"FINISHED", "INCOMPLETE", "FAILED"})
    void aStoryThatCameToItsEndNeedsNothing(StoryState state) {
        store.update(story.storyId(), now -> now.to(state, Writers.CLOCK.instant(), null));

        assertThat(take()).returns(true, Writing::isStale).returns(false, Writing::wantsReply);
    }

    @Test
    void aStoryWhoseFolderIsGoneIsAnErrorThatNamesIt() throws IOException {
        Files.createDirectories(store.publishedMarkers());
        String message = Json.write(new StoryMessage("story-gone", 1, story.priority()));

        assertThatThrownBy(() -> writer.take(message)).hasMessageContaining("the folder of story-gone is gone");
    }

    @Test
    void scenesThatACrashLeftBehindKeepTheirRecords() {
        // Given
        writeByTemplate(take());
        SceneRecord published = store.update(
                story.storyId(), "scene-001", now -> now.to(SceneState.PUBLISHED, null, null, Writers.CLOCK.instant()));
        store.update(story.storyId(), now -> now.to(StoryState.ACCEPTED, Writers.CLOCK.instant(), null));

        // When
        writeByTemplate(take());

        // Then
        assertThat(store.sceneRecord(story.storyId(), "scene-001")).contains(published);
        assertThat(store.record(story.storyId()).orElseThrow().state()).isEqualTo(StoryState.WRITTEN);
    }

    @Test
    void everyProviderIsAskedInTurnAndThenTheTemplateWrites() {
        // Given
        Writing writing = take();
        List<String> asked = new ArrayList<>();

        // When
        exhaust(writing, asked);
        while (writing.hasAnotherProvider()) {
            writer.turnToNextProvider(writing);
            exhaust(writing, asked);
        }
        writer.useTemplate(writing);
        writer.finish(writing);

        // Then
        assertThat(asked.stream().distinct()).containsExactly("lm-studio", "ollama");
        assertThat(store.story(story.storyId()).orElseThrow().storySource()).isEqualTo(StorySource.TEMPLATE);
        assertThat(store.record(story.storyId()).orElseThrow().message()).isNotBlank();
    }

    @Test
    void aChainWithoutTheTemplateFailsTheBriefWhenNobodyWrites() {
        Writing writing = take();
        exhaust(writing, new ArrayList<>());

        assertThatThrownBy(() -> writer.finish(writing))
                .hasMessageContaining("nobody wrote the story of " + story.storyId())
                .hasMessageContaining("ask-llm.camel.yaml");
        assertThat(store.record(story.storyId())).contains(story);
    }

    @Test
    void afterTheTemplateNobodyIsAsked() {
        Writing writing = take();

        writer.useTemplate(writing);

        assertThat(writing)
                .returns(false, Writing::lacksWords)
                .returns(false, Writing::wantsReply)
                .returns(false, Writing::hasAnotherProvider);
        writer.finish(writing);
        assertThat(store.story(story.storyId()).orElseThrow().storySource()).isEqualTo(StorySource.TEMPLATE);
    }

    @Test
    void afterTheTemplateAStoryOfWhichScenesAreOnTheirWayIsAskedForOn() {
        Writing writing = take();
        writer.nextRequest(writing);
        String words = Writers.story(3).toString();
        writing.session().sent().heard(words.substring(0, words.indexOf("Title 2")), 100);
        new StoryRelease(store, new FairTurns(store), Writers.CLOCK).release(writing);

        writer.useTemplate(writing);

        assertThat(writing).returns(true, Writing::isReleased).returns(true, Writing::wantsReply);
    }

    @Test
    void aProviderThatWantsToBeLeftAloneIsAskedOnceMoreAfterAllOthers() {
        // Given
        Writing writing = take();
        List<String> asked = new ArrayList<>();

        // When
        busy(writing, 30);

        // Then
        assertThat(writing).returns(false, Writing::wantsReply).returns(true, Writing::hasAnotherProvider);

        // When
        writer.turnToNextProvider(writing);
        exhaust(writing, asked);
        writer.turnToNextProvider(writing);

        // Then
        assertThat(writing.providerId()).isEqualTo("lm-studio");
        assertThat(writing.pauseMillis()).isEqualTo(30_000);

        // When
        busy(writing, 30);
        Writers.say(writing.session(), Writers.story(3));
        writer.finish(writing);

        // Then
        Story written = store.story(story.storyId()).orElseThrow();
        assertThat(asked).containsExactly("ollama", "ollama");
        assertThat(written.storySource()).isEqualTo(StorySource.LLM);
        assertThat(written.llm().fallbackKind()).isEqualTo("none");
        assertThat(written.llm().model()).isEqualTo(Writers.LM_STUDIO.model());
    }

    @Test
    void aProviderThatIsBusyForAMomentIsWaitedFor() {
        Writing writing = take();

        busy(writing, 2);

        assertThat(writing).returns(true, Writing::wantsReply).returns(false, Writing::hasAnotherProvider);
        assertThat(writing.pauseMillis()).isEqualTo(5_000);
    }

    @Test
    void aStoryThatIsBegunWaitsForTheProviderThatBeganIt() {
        Writing writing = take();
        writer.nextRequest(writing);
        String words = Writers.story(3).toString();
        writing.session().sent().heard(words.substring(0, words.indexOf("Title 2")), 100);

        writer.answered(writing, 429, "{\"error\":\"server busy\"}", "30");

        assertThat(writing).returns(true, Writing::wantsReply).returns(false, Writing::hasAnotherProvider);
    }

    @Test
    void theWordsOfAnotherProviderAreTakenWhileTheFirstWantsToBeLeftAlone() {
        Writing writing = take();
        busy(writing, 30);
        writer.turnToNextProvider(writing);

        Writers.say(writing.session(), Writers.story(3));
        writer.finish(writing);

        Story written = store.story(story.storyId()).orElseThrow();
        assertThat(written.llm().fallbackKind()).isEqualTo("ollama");
        assertThat(written.warnings()).singleElement().asString().contains("left alone for 30 s", "was asked instead");
    }

    private void busy(Writing writing, int seconds) {
        writer.nextRequest(writing);
        writer.answered(writing, 429, "{\"error\":\"server busy\"}", Integer.toString(seconds));
    }

    @Test
    void aTurnThatDoesNotComeIsAFailedRequest() {
        // Given
        Writing writing = take();

        // When
        for (int i = 0; i < 10 && writing.wantsReply(); i++) {
            writer.nextRequest(writing);
            writer.turnDidNotCome(writing);
        }

        // Then
        assertThat(writing).returns(false, Writing::wantsReply).returns(true, Writing::hasAnotherProvider);
    }

    private void exhaust(Writing writing, List<String> asked) {
        while (writing.wantsReply()) {
            asked.add(writing.providerId());
            writer.nextRequest(writing);
            writer.failed(writing, new IOException("connection refused"));
        }
    }

    private void writeByTemplate(Writing writing) {
        exhaust(writing, new ArrayList<>());
        writer.useTemplate(writing);
        writer.finish(writing);
    }

    private Writing take() {
        return writer.take(Json.write(StoryMessage.of(story)));
    }
}
