package io.showrunner.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.HandClock;
import io.showrunner.story.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCacheTest {
    private static final CacheLimits THREE = new CacheLimits(3, 1 << 20, Duration.ofHours(1));
    private static final String GROUP = "drama:wistful";
    private static final String A = Sha256.hex("a");
    private static final String B = Sha256.hex("b");
    private static final String C = Sha256.hex("c");
    private static final String D = Sha256.hex("d");

    @TempDir
    Path root;

    private final HandClock clock = new HandClock(Instant.parse("2026-01-02T03:04:05Z"));
    private Path folder;
    private FileCache<Words> cache;

    record Words(String text) {}

    @BeforeEach
    void anEmptyCache() {
        folder = root.resolve("cache");
        cache = opened(THREE);
    }

    @Test
    void whatWasPutIsFoundAlsoAfterARestart() {
        put(A, "once");

        assertThat(cache.get(A)).contains(new Words("once"));
        assertThat(opened(THREE).get(A)).contains(new Words("once"));
        assertThat(cache.get(B)).isEmpty();
    }

    @Test
    void theSameKeyAgainReplaces() {
        put(A, "once");
        put(A, "twice");

        assertThat(cache.get(A)).contains(new Words("twice"));
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void theOneUsedLongestAgoGivesWay() {
        // Given
        put(A, "a");
        put(B, "b");
        put(C, "c");
        cache.get(A);

        // When
        put(D, "d");

        // Then
        assertThat(files()).containsExactlyInAnyOrder(A, C, D);
        assertThat(cache.get(B)).isEmpty();
    }

    @Test
    void aRestartRemembersWhichWasUsedLongestAgo() {
        // Given
        put(A, "a");
        put(B, "b");
        put(C, "c");
        clock.pass(Duration.ofSeconds(10));
        cache.get(A);

        // When
        cache = opened(THREE);
        put(D, "d");

        // Then
        assertThat(files()).containsExactlyInAnyOrder(A, C, D);
    }

    @Test
    void aCacheThatMayHoldLessNowMakesRoomAtTheStart() {
        put(A, "a");
        put(B, "b");
        put(C, "c");

        opened(new CacheLimits(1, 1 << 20, Duration.ofHours(1)));

        assertThat(files()).containsExactly(C);
    }

    @Test
    void allFilesTogetherAreBounded() throws IOException {
        // Given
        put(A, "a");
        long one = Files.size(folder.resolve(A + ".json"));
        cache = opened(new CacheLimits(100, 2 * one + one / 2, Duration.ofHours(1)));

        // When
        put(B, "b");
        put(C, "c");

        // Then
        assertThat(files()).containsExactlyInAnyOrder(B, C);
    }

    @Test
    void anEntryEndsWithItsTimeHoweverOftenItWasUsed() {
        // Given
        put(A, "a");
        clock.pass(Duration.ofMinutes(50));
        put(B, "b");
        cache.get(A);

        // When
        clock.pass(Duration.ofMinutes(11));

        // Then
        assertThat(cache.get(A)).isEmpty();
        assertThat(cache.newest(GROUP, 10)).containsExactly(new Words("b"));
        assertThat(files()).containsExactly(B);
    }

    @Test
    void theLatestOfAGroupComeFirst() {
        put(A, "a");
        put(B, "b");
        cache.put(C, "thriller:cold", new Words("c"));
        cache.get(A);

        assertThat(cache.newest(GROUP, 10)).containsExactly(new Words("b"), new Words("a"));
        assertThat(cache.newest(GROUP, 1)).containsExactly(new Words("b"));
        assertThat(cache.newest("western:dusty", 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{}", "{\"key\":\"other\",\"group\":\"g\",\"storedAt\":\"2026-01-02T03:04:05Z\"}"
            })
    void aDamagedEntryIsDroppedAtTheStartAndWhileRunning(String content) throws IOException {
        // Given
        put(A, "a");
        put(B, "b");
        Files.writeString(folder.resolve(A + ".json"), content);

        // When, Then
        assertThat(cache.get(A)).isEmpty();
        assertThat(files()).containsExactly(B);

        // Given
        Files.writeString(folder.resolve(B + ".json"), content);

        // When, Then
        assertThat(opened(THREE).size()).isZero();
        assertThat(files()).isEmpty();
    }

    @Test
    void anEntryUnderAnotherNameIsDamaged() throws IOException {
        put(A, "a");
        Files.move(folder.resolve(A + ".json"), folder.resolve(B + ".json"));

        assertThat(opened(THREE).get(B)).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void whatElseLiesInTheFolderIsLeftAlone() throws IOException {
        put(A, "a");
        Path note = Files.writeString(folder.resolve("note.json"), "mine");

        opened(new CacheLimits(1, 1 << 20, Duration.ofSeconds(1)));
        clock.pass(Duration.ofHours(2));

        assertThat(opened(THREE).size()).isZero();
        assertThat(note).hasContent("mine");
    }

    @Test
    void aDiskThatCannotBeWrittenIsNotKeptQuiet() throws IOException {
        Files.writeString(folder, "a file where the folder should be");

        assertThatThrownBy(() -> put(A, "a")).isInstanceOf(UncheckedIOException.class);
    }

    private FileCache<Words> opened(CacheLimits limits) {
        return new FileCache<>(folder, Words.class, limits, clock);
    }

    private void put(String key, String text) {
        clock.pass(Duration.ofSeconds(1));
        cache.put(key, GROUP, new Words(text));
    }

    private Set<String> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
