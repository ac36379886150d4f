package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.brief.BriefIntake;
import io.showrunner.config.Settings.LlmSettings;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.StoryMessage;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** L6: a story that nobody could write because no provider was there waits, and goes on when one is back. */
class ParkedStoriesTest {
    private static final ProviderSettings[] PROVIDERS = {Writers.LM_STUDIO, Writers.OLLAMA};
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final String LISTED = "{\"object\": \"list\", \"data\": [{\"id\": \"mistral-7b\"}]}";
    private static final String REFUSED = "{\"error\": {\"message\": \"no such model\"}}";

    @TempDir
    Path root;

    private StoryStore store;
    private BriefIntake briefs;
    private StoryWriter writer;
    private ProviderHealth health;
    private ParkedStories parked;
    private long now;
    private long room = 10;
    private int number;

    @BeforeEach
    void aStudioWithoutAModel() {
        LlmSettings settings = Writers.settings(4096, PROVIDERS);
        store = new StoryStore(root);
        briefs = new BriefIntake(store, Writers.CLOCK);
        writer = Writers.writer(store, List.of(PROVIDERS));
        health = new ProviderHealth(settings, LlmCapabilities.inMemory(), Writers.CLOCK, () -> now);
        parked = new ParkedStories(store, health, INTERVAL, () -> room, Writers.CLOCK, () -> now);
    }

    @Test
    void aStoryThatNobodyCouldWriteWaitsAndItsRecordSaysForWhatAndSinceWhen() {
        // Given
        Writing writing = takeNew();
        refuseAll(writing);

        // When
        parked.park(writing);
        writer.finish(writing);

        // Then
        assertThat(record(writing))
                .returns(StoryState.ACCEPTED, StoryRecord::state)
                .returns(writing.story().generation() + 1, StoryRecord::generation)
                .returns(
                        "it waits for a language model since 2026-01-02T03:04:05Z: lm-studio: IOException: connection"
                                + " refused; ollama: IOException: connection refused",
                        StoryRecord::message);
        assertThat(parked.count()).isEqualTo(1);
        assertThat(parked.providers()).containsExactly("lm-studio", "ollama");
        assertThat(parked.due()).isEmpty();
        assertThat(writer.waiting(writing)).isEmpty();
    }

    @Test
    void twoGoodLooksAtOneProviderSendItAgainOnce() {
        // Given
        Writing writing = takeNew();
        refuseAll(writing);
        parked.park(writing);

        // When
        look("lm-studio");
        assertThat(parked.due()).as("one is not enough").isEmpty();
        look("lm-studio");

        // Then
        assertThat(parked.due()).containsExactly(record(writing));
        parked.sent(record(writing));
        assertThat(parked.due()).isEmpty();
        assertThat(parked.count()).as("until it has its words").isEqualTo(1);
        assertThat(parked.providers()).as("nothing is looked at any more").isEmpty();
        assertThat(take(record(writing)).isStale()).isFalse();
    }

    @Test
    void aBadLookBetweenTwoGoodOnesBeginsAnew() {
        park(takeNew());
        look("lm-studio");

        health.failed(parked.look("lm-studio"), new IOException("connection refused"));
        look("lm-studio");

        assertThat(parked.due()).isEmpty();
        assertThat(parked.look("lm-studio").isOpen()).isTrue();
    }

    @Test
    void theMostUrgentGoFirstAndOnlyAsManyAsFit() {
        // Given
        StoryRecord low = park(takeNew(Priority.LOW));
        StoryRecord normal = park(takeNew());
        StoryRecord high = park(takeNew(Priority.HIGH));
        back("lm-studio");

        // When, Then
        assertThat(parked.due()).containsExactly(high, normal, low);
        room = 2;
        assertThat(parked.due()).containsExactly(high, normal);
        room = -3;
        assertThat(parked.due()).isEmpty();
    }

    @Test
    void aStoryThatIsSentInVainRestsLongerEachTime() {
        // Given
        StoryRecord first = park(takeNew());
        back("lm-studio");
        parked.sent(first);

        // When
        StoryRecord second = park(take(first));
        back("lm-studio");

        // Then
        assertThat(parked.due()).isEmpty();
        now += INTERVAL.multipliedBy(2).toNanos();
        back("lm-studio");
        assertThat(parked.due()).containsExactly(second);

        // When
        parked.sent(second);
        StoryRecord third = park(take(second));
        now += INTERVAL.multipliedBy(2).toNanos();
        back("lm-studio");

        // Then
        assertThat(parked.due()).isEmpty();
        assertThat(third.message()).startsWith("it waits for a language model since 2026-01-02T03:04:05Z");
    }

    @Test
    void aStoryThatAProviderAnsweredWithoutUseWaitsForTheOthersOnly() {
        Writing writing = takeNew();
        refuse(writing);
        writer.turnToNextProvider(writing);
        writer.nextRequest(writing);
        writer.answered(writing, 404, REFUSED, null);

        parked.park(writing);

        assertThat(parked.providers()).containsExactly("lm-studio");
    }

    @Test
    void aStoryThatEveryProviderAnsweredWithoutUseFailsWithTheReason() {
        // Given
        Writing writing = takeNew();
        for (int i = 0; i < PROVIDERS.length; i++) {
            writer.nextRequest(writing);
            writer.answered(writing, 404, REFUSED, null);
            if (writing.hasAnotherProvider()) {
                writer.turnToNextProvider(writing);
            }
        }

        // When
        parked.park(writing);

        // Then
        assertThat(parked.count()).isZero();
        assertThatThrownBy(() -> writer.finish(writing)).hasMessageContaining("no such model");
    }

    @Test
    void theStepThatComesFirstInTheChainHasItsWay() {
        // Given
        Writing byTemplate = takeNew();
        refuseAll(byTemplate);
        Writing waiting = takeNew();
        refuseAll(waiting);

        // When
        writer.useTemplate(byTemplate);
        parked.park(byTemplate);
        writer.finish(byTemplate);
        parked.park(waiting);
        writer.useTemplate(waiting);
        writer.finish(waiting);

        // Then
        assertThat(record(byTemplate).state()).isEqualTo(StoryState.WRITTEN);
        assertThat(record(waiting).state()).isEqualTo(StoryState.ACCEPTED);
        assertThat(parked.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCELLED", "PAUSED", "FAILED", "WRITTEN"})
    void aStoryThatAPersonOrAnotherStageTookUpWaitsNoLonger(StoryState state) {
        StoryRecord story = park(takeNew());

        store.update(story.storyId(), record -> record.to(state, Writers.CLOCK.instant(), null));
        back("lm-studio");

        assertThat(parked.count()).isZero();
        assertThat(parked.due()).isEmpty();
    }

    @Test
    void aStoryOfWhichSomeScenesAreOnTheirWayWaitsAsWell() {
        Writing writing = takeNew();
        refuseAll(writing);
        store.update(writing.storyId(), record -> record.to(StoryState.WRITING, Writers.CLOCK.instant(), null));

        parked.park(writing);
        back("lm-studio");

        assertThat(parked.due()).containsExactly(record(writing));
        assertThat(record(writing).state()).isEqualTo(StoryState.WRITING);
    }

    @Test
    void aStoryThatWasCancelledWhileItWasAskedForIsNotParked() {
        Writing writing = takeNew();
        refuseAll(writing);
        store.update(writing.storyId(), record -> record.to(StoryState.CANCELLED, Writers.CLOCK.instant(), "enough"));

        parked.park(writing);
        writer.finish(writing);

        assertThat(parked.count()).isZero();
        assertThat(record(writing))
                .returns(StoryState.CANCELLED, StoryRecord::state)
                .returns("enough", StoryRecord::message);
    }

    @Test
    void aNewPriorityHasItsOwnMessageSoNoneIsSentForTheOldOne() {
        StoryRecord story = park(takeNew());

        store.update(
                story.storyId(),
                record -> record.queuedAgain(record.state(), Priority.HIGH, Writers.CLOCK.instant(), null));
        back("lm-studio");

        assertThat(parked.due()).isEmpty();
    }

    private StoryRecord park(Writing writing) {
        refuseAll(writing);
        parked.park(writing);
        writer.finish(writing);
        return record(writing);
    }

    private void refuseAll(Writing writing) {
        refuse(writing);
        while (writing.hasAnotherProvider()) {
            writer.turnToNextProvider(writing);
            refuse(writing);
        }
    }

    private void refuse(Writing writing) {
        while (writing.wantsReply()) {
            writer.nextRequest(writing);
            health.doubt(writing);
            writer.failed(writing, new IOException("connection refused"));
        }
    }

    private void back(String provider) {
        look(provider);
        look(provider);
    }

    private void look(String provider) {
        ProviderCheck check = parked.look(provider);
        if (check.isOpen()) {
            health.answered(check, 200, LISTED);
        }
    }

    private StoryRecord record(Writing writing) {
        return store.record(writing.storyId()).orElseThrow();
    }

    private Writing takeNew() {
        return takeNew(Priority.NORMAL);
    }

    private Writing takeNew(Priority priority) {
        String premise = "a retired keeper discovers hidden ledger number " + ++number;
        StoryRecord story = briefs.accept(Writers.brief(premise, "drama", 3), number + ".json")
                .record();
        return take(store.update(story.storyId(), record -> record.wanted(priority, Writers.CLOCK.instant())));
    }

    private Writing take(StoryRecord story) {
        return writer.take(Json.write(StoryMessage.of(story)));
    }
}
