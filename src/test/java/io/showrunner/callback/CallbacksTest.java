package io.showrunner.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.CallbackSettings;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Priority;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallbacksTest {
    private static final String STORY = "story-harbour";
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private final Exception refused = new IOException("connection to https://hooks.example/T0-SECRET refused");

    @TempDir
    private Path root;

    private StoryStore store;

    @BeforeEach
    void aStoryThatWantsToBeTold() {
        store = new StoryStore(root);
        store.save(story(StoryState.ACCEPTED));
        DurableFiles.writeJson(
                store.folder(STORY).resolve("brief.json"), Map.of("callbackUrl", "https://hooks.example/T0-SECRET"));
    }

    @Test
    void anEndIsToldOnce() {
        // Given
        Callbacks callbacks = callbacks(NOON, "0123456789abcdef");
        assertThat(callbacks.due()).isEmpty();

        // When
        store.save(story(StoryState.FAILED));
        List<Callback> due = callbacks.due();
        assertThat(callbacks.isOpen(STORY)).isTrue();
        callbacks.told(due.get(0));

        // Then
        assertThat(due).hasSize(1);
        assertThat(due.get(0).body()).contains("\"state\":\"FAILED\"", "\"api\":\"/api/stories/" + STORY);
        assertThat(callbacks.due()).isEmpty();
        assertThat(callbacks.isOpen(STORY)).isFalse();
        assertThat(callbacks(NOON, "0123456789abcdef").due()).isEmpty();
    }

    @Test
    void aFailureIsTriedAgainAfterItsPauseThoughTheApplicationWasStartedAnew() {
        // Given
        store.save(story(StoryState.FAILED));
        Callbacks callbacks = callbacks(NOON, "0123456789abcdef");
        Callback first = callbacks.due().get(0);

        // When
        callbacks.failed(first, refused);

        // Then
        assertThat(callbacks.due()).isEmpty();
        assertThat(callbacks(NOON.plusSeconds(14), "0123456789abcdef").due()).isEmpty();
        assertThat(callbacks(NOON.plusSeconds(15), "0123456789abcdef").due())
                .singleElement()
                .returns(first.id(), Callback::id)
                .returns(first.body(), Callback::body)
                .returns(1, Callback::attempts);
    }

    @Test
    void theLastFailureIsSaidByTheStoryWithoutTheAddress() {
        // Given
        store.save(story(StoryState.FAILED));
        callbacks(NOON, "0123456789abcdef").due().forEach(each -> callbacks(NOON, "0123456789abcdef")
                .failed(each, refused));
        Callbacks later = callbacks(NOON.plusSeconds(60), "0123456789abcdef");

        // When
        later.failed(later.due().get(0), refused);

        // Then
        assertThat(message())
                .isEqualTo("its end could not be told to its callbackUrl in 2 attempts: connection to its callbackUrl"
                        + " refused");
        assertThat(later.due()).isEmpty();
    }

    @Test
    void withoutASecretNothingGoesOutAndTheStorySaysSo() {
        // Given
        Callbacks callbacks = callbacks(NOON, null);

        // When
        store.save(story(StoryState.CANCELLED));

        // Then
        assertThat(callbacks.due()).isEmpty();
        assertThat(message()).isEqualTo("its callbackUrl is not told: showrunner.callback.secret is not set");
    }

    @Test
    void anEndFromBeforeThereWereCallbacksIsNoNews() {
        store.save(story(StoryState.FAILED));

        assertThat(callbacks(NOON.plus(Duration.ofDays(2)), "0123456789abcdef").due())
                .isEmpty();
    }

    private String message() {
        return store.record(STORY).orElseThrow().message();
    }

    private Callbacks callbacks(Instant now, String secret) {
        CallbackSettings settings =
                new CallbackSettings(Optional.ofNullable(secret), Set.of(), Duration.ofSeconds(15), 2);
        return new Callbacks(settings, store, id -> true, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static StoryRecord story(StoryState state) {
        return StoryRecord.accepted(
                        STORY, "harbour", "harbour.json", "00", Priority.NORMAL, "20261126-120000", NOON, null)
                .to(state, NOON, null);
    }
}
