package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WritingProgressTest {
    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private long now;
    private final LlmFigures figures = new LlmFigures(List.of(Writers.LM_STUDIO));
    private final WritingProgress progress = new WritingProgress(figures, () -> now);

    @Test
    void aReplyThatIsBeingWrittenCanBeSeen() {
        // Given
        progress.asked("story-a", Writers.LM_STUDIO, "story");
        now = 2_000 * MILLI;
        progress.heard("story-a", 1, 0);
        now = 4_000 * MILLI;
        progress.heard("story-a", 41, 1);

        // When
        WritingProgress.Snapshot snapshot = progress.of("story-a").orElseThrow();

        // Then
        assertThat(snapshot).isEqualTo(new WritingProgress.Snapshot("lm-studio", "story", 41, 1, 4.0, 2.0, 20.0));
        assertThat(figures.byProvider().get("lm-studio").streams()).isEqualTo(1);
        assertThat(figures.byProvider().get("lm-studio").firstTokenNanos()).isEqualTo(2_000.0 * MILLI);
    }

    @Test
    void nothingIsMadeUpBeforeTheFirstToken() {
        progress.asked("story-a", Writers.LM_STUDIO, "story");
        progress.heard("story-a", 0, 0);

        assertThat(progress.of("story-a"))
                .contains(new WritingProgress.Snapshot("lm-studio", "story", 0, 0, 0.0, null, null));
    }

    @Test
    void nothingIsLeftWhenTheReplyHasEnded() {
        progress.asked("story-a", Writers.LM_STUDIO, "story");
        progress.heard("story-a", 3, 0);

        progress.ended("story-a");
        progress.heard("story-a", 4, 0);
        progress.ended("story-a");

        assertThat(progress.of("story-a")).isEmpty();
    }

    @Test
    void tokensAreCountedAsTheProviderCountsThem() {
        figures.replied(reply(300, 200));
        figures.replied(reply(null, null));

        assertThat(figures.byProvider().get("lm-studio").promptTokens()).isEqualTo(300);
        assertThat(figures.byProvider().get("lm-studio").completionTokens()).isEqualTo(200);
    }

    private static LlmReply reply(Integer prompt, Integer completion) {
        return new LlmReply(
                "story-a",
                "lm-studio",
                "mistral-7b",
                ReplyOutcome.ANSWERED,
                Duration.ofSeconds(1),
                prompt,
                completion,
                "stop");
    }
}
