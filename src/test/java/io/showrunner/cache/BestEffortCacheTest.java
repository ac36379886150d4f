package io.showrunner.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BestEffortCacheTest {
    private final Unreliable kept = new Unreliable();
    private long now;
    private final BestEffortCache<String> cache =
            new BestEffortCache<>(kept, "here", Duration.ofSeconds(2), Duration.ofSeconds(10), () -> now);

    @Test
    void withoutTroubleItIsTheCache() {
        cache.put("key", "group", "words");

        assertThat(cache.get("key")).contains("words");
        assertThat(cache.get("other")).isEmpty();
        assertThat(cache.newest("group", 1)).containsExactly("words");
        assertThat(cache.size()).hasValue(1);
        assertThat(cache.trouble()).isEmpty();
        assertThat(cache.place()).isEqualTo("here");
    }

    @Test
    void inTroubleNothingIsFoundNothingIsKeptAndNothingIsThrown() {
        kept.broken = true;
        cache.put("key", "group", "words");
        afterTheRest();

        assertThat(cache.get("key")).isEmpty();
        afterTheRest();
        assertThat(cache.newest("group", 1)).isEmpty();
        afterTheRest();
        assertThat(cache.size()).isEmpty();
        assertThat(cache.trouble()).contains("broken");
    }

    @Test
    void itIsAskedOnceAfterEachRestAndUsedAgainAtOnce() {
        // Given
        kept.broken = true;
        cache.get("key");

        // When
        cache.get("key");
        cache.size();

        // Then
        assertThat(kept.questions).isEqualTo(1);

        // When
        afterTheRest();
        cache.get("key");
        cache.get("key");

        // Then
        assertThat(kept.questions).isEqualTo(2);

        // When
        kept.broken = false;
        afterTheRest();
        cache.put("key", "group", "words");

        // Then
        assertThat(cache.get("key")).contains("words");
        assertThat(cache.trouble()).isEmpty();
        assertThat(kept.questions).isEqualTo(4);
    }

    @Test
    void oneThatIsFullIsReadAndSaysThatItIsFull() {
        // Given
        cache.put("key", "group", "words");
        kept.full = true;

        // When
        cache.put("other", "group", "more words");

        // Then
        assertThat(cache.get("key")).contains("words");
        assertThat(cache.trouble()).contains("full");

        // When
        kept.full = false;
        afterTheRest();
        cache.put("other", "group", "more words");

        // Then
        assertThat(cache.get("other")).contains("more words");
        assertThat(cache.trouble()).isEmpty();
    }

    @Test
    void anAnswerThatTookTooLongIsTakenAndIsTrouble() {
        // Given
        cache.put("key", "group", "words");
        kept.seconds = 3;

        // When, Then
        assertThat(cache.get("key")).contains("words");
        assertThat(cache.trouble()).contains("an answer took 3000 ms");
        assertThat(cache.get("key")).isEmpty();

        // When
        kept.seconds = 0;
        afterTheRest();

        // Then
        assertThat(cache.get("key")).contains("words");
        assertThat(cache.trouble()).isEmpty();
    }

    private void afterTheRest() {
        now += Duration.ofSeconds(10).toNanos();
    }

    /** Holds one value at most, while it is not broken. */
    private final class Unreliable implements Cache<String> {
        private boolean broken;
        private boolean full;
        private int seconds;
        private int questions;
        private String key = "";
        private String value;

        @Override
        public Optional<String> get(String wanted) {
            ask();
            return wanted.equals(key) ? Optional.of(value) : Optional.empty();
        }

        @Override
        public void put(String newKey, String group, String newValue) {
            ask();
            if (full) {
                throw new UncheckedIOException("full", new IOException());
            }
            key = newKey;
            value = newValue;
        }

        @Override
        public List<String> newest(String group, int most) {
            ask();
            return value == null ? List.of() : List.of(value);
        }

        @Override
        public void remove(String unwanted) {
            ask();
            key = unwanted.equals(key) ? "" : key;
        }

        @Override
        public void clear() {
            ask();
            value = null;
        }

        @Override
        public int size() {
            ask();
            return value == null ? 0 : 1;
        }

        @Override
        public long bytes() {
            ask();
            return value == null ? 0 : value.length();
        }

        private void ask() {
            questions++;
            now += Duration.ofSeconds(seconds).toNanos();
            if (broken) {
                throw new UncheckedIOException("broken", new IOException());
            }
        }
    }
}
