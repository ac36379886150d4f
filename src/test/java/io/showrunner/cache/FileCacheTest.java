package io.showrunner.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCacheTest extends CacheContract {
    @TempDir
    Path root;

    @Test
    void aCacheThatMayHoldLessNowMakesRoomAtTheStart() {
        put(A, "a");
        put(B, "b");
        put(C, "c");

        opened(new CacheLimits(1, 1 << 20, Duration.ofHours(1)));

        assertThat(files()).containsExactly(C);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "null",
                "{\"key\":\"other\",\"group\":\"g\",\"storedAt\":\"2026-01-02T03:04:05Z\"}"
            })
    void aDamagedEntryIsDroppedAtTheStartAndWhileRunning(String content) throws IOException {
        // Given
        put(A, "a");
        put(B, "b");
        Files.writeString(folder().resolve(A + ".json"), content);

        // When, Then
        assertThat(cache.get(A)).isEmpty();
        assertThat(files()).containsExactly(B);

        // Given
        Files.writeString(folder().resolve(B + ".json"), content);

        // When, Then
        assertThat(opened(THREE).size()).isZero();
        assertThat(files()).isEmpty();
    }

    @Test
    void anEntryUnderAnotherNameIsDamaged() throws IOException {
        put(A, "a");
        Files.move(folder().resolve(A + ".json"), folder().resolve(B + ".json"));

        assertThat(opened(THREE).get(B)).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void whatElseLiesInTheFolderIsLeftAlone() throws IOException {
        put(A, "a");
        Path note = Files.writeString(folder().resolve("note.json"), "mine");

        opened(new CacheLimits(1, 1 << 20, Duration.ofSeconds(1)));
        clock.pass(Duration.ofHours(2));

        assertThat(opened(THREE).size()).isZero();
        assertThat(note).hasContent("mine");
    }

    @Test
    void whatBelongsToAnEntryCountsAndGoesWithIt() throws IOException {
        // Given
        List<String> dropped = new ArrayList<>();
        Attachments<Words> tenMegabytes = new Attachments<>() {
            @Override
            public long bytes(Words value) {
                return 10 << 20;
            }

            @Override
            public void dropped(String key) {
                dropped.add(key);
            }
        };
        CacheLimits limits = new CacheLimits(100, 25 << 20, Duration.ofHours(1));
        cache = new FileCache<>(folder(), Words.class, limits, tenMegabytes, clock);

        // When, Then
        put(A, "a");
        put(B, "b");
        assertThat(dropped).isEmpty();
        put(C, "c");
        assertThat(dropped).containsExactly(A);
        Files.writeString(folder().resolve(B + ".json"), "{");
        assertThat(cache.get(B)).isEmpty();
        assertThat(dropped).containsExactly(A, B);
        clock.pass(Duration.ofHours(2));
        assertThat(cache.get(C)).isEmpty();
        assertThat(dropped).containsExactly(A, B, C);
    }

    @Test
    void aDiskThatCannotBeWrittenIsNotKeptQuiet() throws IOException {
        Files.writeString(folder(), "a file where the folder should be");

        assertThatThrownBy(() -> put(A, "a")).isInstanceOf(UncheckedIOException.class);
    }

    @Override
    Cache<Words> opened(CacheLimits limits) {
        return new FileCache<>(folder(), Words.class, limits, clock);
    }

    private Path folder() {
        return root.resolve("cache");
    }

    private Set<String> files() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
