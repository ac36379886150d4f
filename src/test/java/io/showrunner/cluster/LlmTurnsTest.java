package io.showrunner.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlmTurnsTest {
    @TempDir
    Path folder;

    @Test
    void asManyTurnsAsOneNodeMayHaveAreThereForAllNodesTogether() throws Exception {
        Path file = folder.resolve("locks");
        try (LockHolder bob = new LockHolder(folder, file, "turn 0 at lm-studio");
                SharedLocks locks = new SharedLocks(file)) {
            // Given
            LlmTurns turns = new LlmTurns(Optional.of(locks), 2);
            SharedLocks.Held second = turns.take("lm-studio");

            // When / Then
            assertThatExceptionOfType(LlmTurnTaken.class)
                    .isThrownBy(() -> turns.take("lm-studio"))
                    .withMessageContaining("lm-studio");
            assertThat(turns.take("ollama")).isNotNull();
            turns.giveBack(second);
            assertThat(turns.take("lm-studio")).isNotNull();
            bob.kill();
            assertThat(turns.take("lm-studio")).isNotNull();
        }
    }

    @Test
    void aNodeThatIsAloneNeedsNoTurn() {
        LlmTurns turns = new LlmTurns(Optional.empty(), 1);

        assertThat(turns.take("lm-studio")).isNotNull();
        assertThat(turns.take("lm-studio")).isNotNull();
    }
}
