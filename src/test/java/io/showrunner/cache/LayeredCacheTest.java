package io.showrunner.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.HandClock;
import io.showrunner.RedisProcess;
import io.showrunner.cache.CacheContract.Words;
import io.showrunner.story.Sha256;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Two nodes with files of their own and one real Redis, to which everything happens that can. */
class LayeredCacheTest {
    private static final String A = Sha256.hex("a");
    private static final String B = Sha256.hex("b");
    private static final String GROUP = "drama:wistful";
    private static final CacheLimits LIMITS = new CacheLimits(10, 8 << 20, Duration.ofHours(1));
    private static final String PREFIX = "showrunner:prompt-cache:";

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock(Instant.parse("2026-01-02T03:04:05Z"));
    private RedisProcess redis;
    private long now;
    private LayeredCache<Words> here;
    private LayeredCache<Words> there;

    @BeforeEach
    void twoNodes(@TempDir Path server) {
        redis = RedisProcess.start(server);
        here = node("here", redis.url());
        there = node("there", redis.url());
    }

    @AfterEach
    void end() {
        redis.close();
    }

    @Test
    void whatOneKeepsTheOtherFinds() {
        here.put(A, GROUP, words("a"));

        assertThat(there.get(A)).contains(words("a"));
        assertThat(there.newest(GROUP, 5)).containsExactly(words("a"));
        assertThat(there.size()).hasValue(1);
        assertThat(here.newest(GROUP, 5)).containsExactly(words("a"));
        assertThat(here.state()).isEqualTo("used");
        assertThat(here.place()).matches("redis://127.0.0.1:\\d+/0 and .*here");
    }

    @Test
    void withoutTheServerEachHasItsFilesAndOneThatIsBackIsSharedAgain() {
        // Given
        here.put(A, GROUP, words("a"));
        redis.end();

        // When
        there.put(B, GROUP, words("b"));

        // Then
        assertThat(here.get(A)).contains(words("a"));
        assertThat(here.newest(GROUP, 5)).containsExactly(words("a"));
        assertThat(here.get(B)).isEmpty();
        assertThat(there.get(B)).contains(words("b"));
        assertThat(there.size()).hasValue(1);
        assertThat(there.bytes().orElse(0)).isPositive();
        assertIsAlone(there, "Connection refused");

        // When
        redis.start();
        afterTheRest();
        there.put(B, GROUP, words("b"));

        // Then
        assertThat(here.get(B)).contains(words("b"));
        assertThat(there.state()).isEqualTo("used");
    }

    @Test
    void aServerThatIsNotThereAtTheStartIsMissedNoMore() {
        redis.end();
        LayeredCache<Words> third = node("third", redis.url());

        third.put(A, GROUP, words("a"));

        assertThat(third.get(A)).contains(words("a"));
        assertIsAlone(third, "Connection refused");
    }

    @Test
    void aServerThatHangsIsWaitedForOnceAndThenLeftAlone() {
        // Given
        here.put(A, GROUP, words("a"));
        redis.hang();

        // When
        long start = System.nanoTime();
        here.put(B, GROUP, words("b"));
        for (int again = 0; again < 20; again++) {
            assertThat(here.get(Sha256.hex("unknown"))).isEmpty();
            here.put(B, GROUP, words("b"));
        }

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(here.get(A)).contains(words("a"));
        assertThat(here.get(B)).contains(words("b"));
        assertIsAlone(here, "timed out");

        // When
        redis.goOn();
        afterTheRest();

        // Then
        here.put(B, GROUP, words("b"));
        assertThat(there.get(B)).contains(words("b"));
        assertThat(here.state()).isEqualTo("used");
    }

    @Test
    void aServerThatIsFullIsReadAndWhatItCannotTakeIsInTheFiles() {
        // Given
        here.put(A, GROUP, words("a"));
        onServer(server -> {
            server.configSet("maxmemory-policy", "noeviction");
            server.configSet("maxmemory", "1");
        });

        // When
        here.put(B, GROUP, words("b"));

        // Then
        assertThat(there.get(A)).contains(words("a"));
        assertThat(there.get(B)).isEmpty();
        assertThat(here.get(B)).contains(words("b"));
        assertThat(here.newest(GROUP, 5)).containsExactlyInAnyOrder(words("a"), words("b"));
        assertIsAlone(here, "maxmemory");

        // When there is room again
        onServer(server -> server.configSet("maxmemory", "0"));
        afterTheRest();
        here.put(B, GROUP, words("b"));

        // Then
        assertThat(there.get(B)).contains(words("b"));
        assertThat(here.state()).isEqualTo("used");
    }

    @Test
    void aServerWithTheWrongPasswordOrThatMayOnlyBeReadIsDoneWithout() {
        // Given
        LayeredCache<Words> stranger =
                node("stranger", URI.create(redis.url().toString().replace("//", "//:guess@")));
        onServer(server -> server.configSet("requirepass", "open sesame"));

        // When
        stranger.put(A, GROUP, words("a"));
        here.put(A, GROUP, words("a"));

        // Then
        assertThat(stranger.get(A)).contains(words("a"));
        assertIsAlone(stranger, "WRONGPASS");
        assertThat(stranger.state()).doesNotContain("guess");
        assertIsAlone(here, "NOAUTH");
    }

    @Test
    void rubbishInTheServerIsNoAnswer() {
        // Given
        here.put(A, GROUP, words("a"));
        onServer(server -> {
            server.set(PREFIX + "entry:" + A, "\u0000rubbish");
            server.del(PREFIX + "index");
            server.set(PREFIX + "index", "rubbish");
        });

        // When, Then
        assertThat(there.get(A)).isEmpty();
        assertThat(here.get(A)).contains(words("a"));
        assertThat(here.newest(GROUP, 5)).containsExactly(words("a"));
        assertIsAlone(here, "WRONGTYPE");
    }

    @Test
    void emptiedItIsEmptyHereAndInTheServer() {
        here.put(A, GROUP, words("a"));

        here.clear();

        assertThat(here.get(A)).isEmpty();
        assertThat(there.get(A)).isEmpty();
    }

    private static void assertIsAlone(LayeredCache<Words> node, String why) {
        assertThat(node.state())
                .startsWith("files of this node alone: redis://")
                .contains(why);
        assertThat(node.isInTrouble()).isTrue();
    }

    private static Words words(String text) {
        return new Words(text);
    }

    private void afterTheRest() {
        now += Duration.ofSeconds(10).toNanos();
    }

    private void onServer(Consumer<Jedis> work) {
        try (Jedis connection = new Jedis(redis.url())) {
            work.accept(connection);
        }
    }

    private LayeredCache<Words> node(String name, URI url) {
        Path own = folder.resolve(name);
        return new LayeredCache<>(
                bestEffort(new FileCache<>(own, Words.class, LIMITS, clock), own.toString()),
                Optional.of(bestEffort(
                        new RedisCache<>(new RedisServer(url), PREFIX, Words.class, LIMITS, clock),
                        new RedisServer(url).toString())));
    }

    private BestEffortCache<Words> bestEffort(Cache<Words> kept, String place) {
        return new BestEffortCache<>(kept, place, Duration.ofMinutes(1), Duration.ofSeconds(10), () -> now);
    }
}
