package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import jakarta.jms.ResourceAllocationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.RuntimeCamelException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jms.UncategorizedJmsException;

class FailedMessagesTest {
    private static final String QUEUE = "showrunner.scenes";
    private static final String BODY = "{\"storyId\":\"story-bees\",\"sceneId\":\"scene-002\",\"generation\":1}";
    private static final Instant NOW = Instant.parse("2026-11-26T02:00:00Z");

    @TempDir
    Path stories;

    @TempDir
    Path folder;

    private DeadLetters letters;
    private FailedMessages messages;

    @BeforeEach
    void open() {
        letters = new DeadLetters(folder);
        messages = new FailedMessages(letters, stories, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static Stream<Exception> faults() {
        return Stream.of(
                new IllegalStateException("no scene there"),
                new UncheckedIOException(new JsonParseException(null, "unexpected end")),
                new UncheckedIOException(new NoSuchFileException("scene-002.json")));
    }

    static Stream<Exception> outages() {
        return Stream.of(
                new UncheckedIOException(new IOException("No space left on device")),
                new IllegalStateException(new FileSystemException("frames", null, "Read-only file system")),
                new ResourceAllocationException("queue full"),
                new UncategorizedJmsException("connection closed"),
                new InterruptedException());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theSixthFailureInARowIsTheLastAndThePauseBeforeItGrows(Exception fault) {
        List<FailedMessage> failures =
                IntStream.range(0, 6).mapToObj(i -> failed(fault)).toList();

        assertThat(failures).extracting(FailedMessage::isLast).containsExactly(false, false, false, false, false, true);
        assertThat(failures)
                .extracting(FailedMessage::pauseMillis)
                .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 0L);
    }

    @ParameterizedTest
    @MethodSource("outages")
    void aFailureOfTheSurroundingsIsNeverTheLastAndThePauseEndsAtThirtySeconds(Exception outage) {
        List<FailedMessage> failures =
                IntStream.range(0, 100).mapToObj(i -> failed(outage)).toList();

        assertThat(failures).noneMatch(FailedMessage::isLast);
        assertThat(failures.get(5).pause()).isEqualTo(Duration.ofSeconds(16));
        assertThat(failures.get(6).pause()).isEqualTo(Duration.ofSeconds(30));
        assertThat(failures.get(99).pause()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void noMessageIsAtFaultWhileTheStoriesFolderIsNotThere() throws IOException {
        Files.delete(stories);

        IntStream.range(0, 10).forEach(i -> assertThat(
                        failed(new IllegalStateException("gone")).isLast())
                .isFalse());
    }

    @Test
    void failuresOfTheSurroundingsCountApart() {
        IntStream.range(0, 5).forEach(i -> failed(new IllegalStateException("damaged")));

        assertThat(failed(new UncheckedIOException(new IOException("disk full")))
                        .isLast())
                .isFalse();
        assertThat(failed(new IllegalStateException("damaged")).isLast()).isTrue();
    }

    @Test
    void aMessageThatIsProcessedStartsAtOneAgainAndItsLetterGoes() {
        // Given
        IntStream.range(0, 6).forEach(i -> failed(new IllegalStateException("damaged")));
        DeadLetter letter = failed(new IllegalStateException("damaged")).letter();
        letters.keep(letter);

        // When
        messages.processed(QUEUE, BODY);

        // Then
        assertThat(letters.count()).isZero();
        assertThat(failed(new IllegalStateException("damaged")).letter().failures())
                .isEqualTo(1);
    }

    @Test
    void theSameTextInAnotherQueueIsAnotherMessage() {
        FailedMessage one = failed(new IllegalStateException("damaged"));
        FailedMessage other = messages.failed("showrunner.frames", BODY, 4, "r", new IllegalStateException("damaged"));

        assertThat(other.letter().failures()).isEqualTo(1);
        assertThat(other.letter().id()).isNotEqualTo(one.letter().id());
    }

    @Test
    void theLetterSaysWhatFailedAndWhyWithoutWhatCamelWrapsAround() {
        Exception cause = new IllegalStateException("outer\nline", new IOException(new NoSuchFileException("x")));

        DeadLetter letter = messages.failed(QUEUE, BODY, 7, "take-scene-gpu0", new RuntimeCamelException(cause))
                .letter();

        assertThat(letter.storyId()).isEqualTo("story-bees");
        assertThat(letter.sceneId()).isEqualTo("scene-002");
        assertThat(letter.priority()).isEqualTo(7);
        assertThat(letter.route()).isEqualTo("take-scene-gpu0");
        assertThat(letter.body()).isEqualTo(BODY);
        assertThat(letter.complete()).isTrue();
        assertThat(letter.firstFailureAt()).isEqualTo(NOW);
        assertThat(letter.reason()).isEqualTo("IllegalStateException: outer line");
        assertThat(letter.causes()).hasSize(3).last().isEqualTo("NoSuchFileException: x");
    }

    @Test
    void aTextThatCannotBeReadAndACauseWithoutEndAreBounded() {
        // Given
        Exception failure = new IllegalStateException("x".repeat(10_000));
        for (int i = 0; i < 30; i++) {
            failure = new IllegalStateException("level " + i, failure);
        }

        // When
        DeadLetter letter =
                messages.failed(QUEUE, "{".repeat(100_000), null, "r", failure).letter();

        // Then
        assertThat(letter.storyId()).isNull();
        assertThat(letter.sceneId()).isNull();
        assertThat(letter.priority()).isEqualTo(4);
        assertThat(letter.body()).hasSize(64 * 1024);
        assertThat(letter.complete()).isFalse();
        assertThat(letter.causes()).hasSize(8).allMatch(cause -> cause.length() <= 501);
    }

    @Test
    void aLetterThatCannotBeKeptIsAFailureOfTheSurroundings() {
        FailedMessage last = IntStream.range(0, 6)
                .mapToObj(i -> failed(new IllegalStateException("damaged")))
                .reduce((a, b) -> b)
                .orElseThrow();

        FailedMessage back = messages.notKept(last, new UncheckedIOException(new IOException("disk full")));

        assertThat(back.isLast()).isFalse();
        assertThat(back.pause()).isEqualTo(Duration.ofMillis(500));
        assertThat(failed(new IllegalStateException("damaged")).isLast()).isTrue();
    }

    private FailedMessage failed(Exception failure) {
        return messages.failed(QUEUE, BODY, 4, "take-scene-gpu0", failure);
    }
}
