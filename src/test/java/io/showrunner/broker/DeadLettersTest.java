package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersTest {
    private static final String ONE = "00000000000000a1";
    private static final String OTHER = "00000000000000b2";
    private static final Instant NOW = Instant.parse("2026-11-26T02:00:00Z");

    @TempDir
    Path data;

    private Path folder;
    private DeadLetters letters;

    @BeforeEach
    void open() {
        folder = data.resolve("dead-letters");
        letters = new DeadLetters(folder);
    }

    @Test
    void thereAreNoneBeforeTheFirst() {
        assertThat(letters.newest(10)).isEmpty();
        assertThat(letters.count()).isZero();
    }

    @Test
    void aLetterIsFoundByWhoeverOpensTheFolderNext() {
        letters.keep(letter(ONE, NOW));

        assertThat(new DeadLetters(folder).get(ONE)).isEqualTo(letter(ONE, NOW));
    }

    @Test
    void theSameLetterAgainReplacesTheFirst() {
        letters.keep(letter(ONE, NOW));
        letters.keep(letter(ONE, NOW.plusSeconds(1)));

        assertThat(letters.newest(10)).containsExactly(letter(ONE, NOW.plusSeconds(1)));
    }

    @Test
    void theNewestComeFirstAndNoMoreThanAreWanted() {
        letters.keep(letter(ONE, NOW));
        letters.keep(letter(OTHER, NOW.plusSeconds(1)));

        assertThat(letters.newest(10)).extracting(DeadLetter::id).containsExactly(OTHER, ONE);
        assertThat(letters.newest(1)).extracting(DeadLetter::id).containsExactly(OTHER);
    }

    @Test
    void whatElseLiesInTheFolderIsNoLetter() throws IOException {
        letters.keep(letter(ONE, NOW));
        Files.writeString(folder.resolve(".tmp-half.json"), "{");
        Files.writeString(folder.resolve("notes.json"), "{");

        assertThat(letters.count()).isEqualTo(1);
        assertThat(letters.newest(10)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE, "../dead-letters/" + ONE, "", "00000000000000A1", "notes"})
    void anIdThatNoLetterHasIsUnknown(String id) {
        letters.keep(letter(OTHER, NOW));

        assertThatThrownBy(() -> letters.get(id)).isInstanceOf(UnknownDeadLetter.class);
    }

    @Test
    void aLetterOfWhichOnlyTheBeginningWasKeptIsNotSentAgain() {
        letters.keep(
                new DeadLetter(ONE, "showrunner.scenes", "{", false, 4, null, null, "r", List.of("X: y"), 6, NOW, NOW));

        assertThatThrownBy(() -> letters.toSend(ONE)).isInstanceOf(IncompleteDeadLetter.class);
    }

    @Test
    void aLetterThatIsRemovedTwiceIsGone() {
        letters.keep(letter(ONE, NOW));

        letters.remove(ONE);
        letters.remove(ONE);

        assertThat(letters.find(ONE)).isEmpty();
    }

    @Test
    void aLetterThatWasSentGoesAndOneThatItsMessageBecameSinceStays() {
        letters.keep(letter(ONE, NOW));
        letters.sent(letter(ONE, NOW));
        assertThat(letters.count()).isZero();

        letters.keep(letter(ONE, NOW.plusSeconds(20)));
        letters.sent(letter(ONE, NOW));
        assertThat(letters.count()).isEqualTo(1);
    }

    @Test
    void aLetterSentTwiceIsTheSameForTheBrokerAndOneOfALaterFailureIsAnother() {
        assertThat(letter(ONE, NOW).retryId())
                .isEqualTo(letter(ONE, NOW).retryId())
                .isNotEqualTo(letter(ONE, NOW.plusSeconds(1)).retryId());
    }

    private static DeadLetter letter(String id, Instant lastFailureAt) {
        return new DeadLetter(
                id,
                "showrunner.scenes",
                "{}",
                true,
                4,
                "story-bees",
                "scene-001",
                "take-scene-gpu0",
                List.of("IllegalStateException: damaged"),
                6,
                NOW,
                lastFailureAt);
    }
}
