package io.showrunner.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.HandClock;
import io.showrunner.story.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every cache does, wherever it keeps its values. */
abstract class CacheContract {
    static final CacheLimits THREE = new CacheLimits(3, 1 << 20, Duration.ofHours(1));
    static final String GROUP = "drama:wistful";
    static final String A = Sha256.hex("a");
    static final String B = Sha256.hex("b");
    static final String C = Sha256.hex("c");
    static final String D = Sha256.hex("d");

    final HandClock clock = new HandClock(Instant.parse("2026-01-02T03:04:05Z"));
    Cache<Words> cache;

    record Words(String text) {}

    /** Opens what is kept, with these limits from now on. */
    abstract Cache<Words> opened(CacheLimits limits);

    @BeforeEach
    void anEmptyCache() {
        cache = opened(THREE);
    }

    @Test
    void whatWasPutIsFoundAlsoByTheNextOneWhoOpens() {
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
        assertThat(kept()).containsExactly(A, C, D);
        assertThat(cache.size()).isEqualTo(3);
    }

    @Test
    void theNextOneWhoOpensKnowsWhichWasUsedLongestAgo() {
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
        assertThat(kept()).containsExactly(A, C, D);
    }

    @Test
    void allTogetherAreBounded() {
        // Given
        String hundred = "x".repeat(100_000);
        cache = opened(new CacheLimits(100, 250_000, Duration.ofHours(1)));

        // When
        put(A, hundred);
        put(B, hundred);
        put(C, hundred);

        // Then
        assertThat(cache.bytes()).isBetween(200_000L, 250_000L);
        assertThat(kept()).containsExactly(B, C);
    }

    @Test
    void oneThatIsLargerThanAllMayBeIsNotKeptAndDrivesNoneOut() {
        // Given
        cache = opened(new CacheLimits(100, 100_000, Duration.ofHours(1)));
        put(A, "a");

        // When
        put(B, "x".repeat(100_000));

        // Then
        assertThat(kept()).containsExactly(A);
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
        assertThat(cache.newest(GROUP, 10)).containsExactly(new Words("b"));
        assertThat(kept()).containsExactly(B);
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void whatIsRemovedIsGoneAndTheRestStays() {
        put(A, "a");
        put(B, "b");
        put(C, "c");

        cache.remove(A);
        cache.remove(D);

        assertThat(kept()).containsExactly(B, C);
        assertThat(opened(THREE).size()).isEqualTo(2);

        cache.clear();

        assertThat(kept()).isEmpty();
        assertThat(cache.bytes()).isZero();
        assertThat(opened(THREE).size()).isZero();
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

    void put(String key, String text) {
        clock.pass(Duration.ofSeconds(1));
        cache.put(key, GROUP, new Words(text));
    }

    List<String> kept() {
        return Stream.of(A, B, C, D).filter(key -> cache.get(key).isPresent()).toList();
    }
}
