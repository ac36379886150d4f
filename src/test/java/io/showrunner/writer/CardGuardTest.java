package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that cannot answer gets no shared card: ComfyUI is not cleared for nothing. */
class CardGuardTest {
    private static final List<ProviderSettings> PROVIDERS = List.of(Writers.LM_STUDIO, Writers.OLLAMA);
    private static final String LISTED = "{\"object\": \"list\", \"data\": [{\"id\": \"mistral-7b\"}]}";

    @TempDir
    Path root;

    private final ProviderBreakers breakers = new ProviderBreakers(failure -> true);
    private ProviderHealth health;
    private Writing writing;

    @BeforeEach
    void aStoryThatIsToBeAskedFor() {
        health = new ProviderHealth(
                Writers.settings(4096, Writers.LM_STUDIO, Writers.OLLAMA),
                LlmCapabilities.inMemory(),
                Writers.CLOCK,
                System::nanoTime);
        writing = Writers.take(new StoryStore(root), PROVIDERS);
    }

    @Test
    void aModelWithACardOfItsOwnNeedsNoLook() {
        assertThat(new CardGuard(Set.of("ollama"), breakers).look(writing))
                .returns(false, ProviderCheck::isOpen)
                .returns(true, ProviderCheck::isThere);
    }

    @Test
    void aProviderThatAnswersGetsTheCardAfterOneLookAlsoWhenItFailedLately() {
        health.doubt(writing);
        ProviderCheck check = guard().look(writing);
        assertThat(check).returns(true, ProviderCheck::isOpen).returns(false, ProviderCheck::isThere);

        health.answered(check, 200, LISTED);

        assertThat(check).returns(false, ProviderCheck::isOpen).returns(true, ProviderCheck::isThere);
        assertThat(health.check(writing).isOpen()).as("its doubt stays").isTrue();
    }

    @Test
    void aProviderThatIsGoneFailsTheRequestAndIsLookedAtOnceMoreAfterThePause() {
        // Given
        ProviderCheck first = guard().look(writing);

        // When
        health.failed(first, new IOException("connection refused"));

        // Then
        assertThat(first).returns(false, ProviderCheck::isOpen).returns(false, ProviderCheck::isThere);
        assertThat(writing).returns(true, Writing::wantsReply).returns(5_000L, Writing::pauseMillis);

        // When
        health.failed(guard().look(writing), new IOException("connection refused"));

        // Then
        assertThat(writing).returns(false, Writing::wantsReply).returns(true, Writing::hasAnotherProvider);
        assertThat(writing.session().log().away()).containsOnlyKeys("lm-studio");
    }

    @Test
    void anOpenBreakerIsAFailedRequest() {
        for (int i = 0; i < 3; i++) {
            breakers.of("lm-studio").onError(1, TimeUnit.SECONDS, new IOException("reset"));
        }

        ProviderCheck check = guard().look(writing);

        assertThat(check).returns(false, ProviderCheck::isOpen).returns(false, ProviderCheck::isThere);
        assertThat(writing).returns(true, Writing::wantsReply).returns(5_000L, Writing::pauseMillis);
    }

    private CardGuard guard() {
        return new CardGuard(Set.of("lm-studio"), breakers);
    }
}
