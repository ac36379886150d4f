package io.showrunner.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.RedisProcess;
import io.showrunner.ServerKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

class RedisCacheTest extends CacheContract {
    private static final String PREFIX = "showrunner:prompt-cache:";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

    @TempDir
    private static Path folder;

    private static RedisProcess redis;

    @BeforeAll
    static void aServer() {
        redis = RedisProcess.start(folder);
    }

    @AfterAll
    static void noServer() {
        redis.close();
    }

    @BeforeEach
    void empty() {
        onServer(connection -> connection.flushAll());
    }

    @Override
    Cache<Words> opened(CacheLimits limits) {
        return at(redis.url(), limits);
    }

    private Cache<Words> at(URI url, CacheLimits limits) {
        return new RedisCache<>(new RedisServer(url), PREFIX, Words.class, limits, clock);
    }

    @Test
    void twoWhoOpenItShareIt() {
        // Given
        Cache<Words> other = opened(THREE);
        put(A, "a");

        // When
        other.put(B, GROUP, new Words("b"));

        // Then
        assertThat(other.get(A)).contains(new Words("a"));
        assertThat(cache.newest(GROUP, 5)).contains(new Words("b"), new Words("a"));
    }

    @Test
    void everyKeyHasThePrefixAndEndsByItself() {
        put(A, "a");

        onServer(connection -> assertThat(connection.keys("*"))
                .containsExactlyInAnyOrder(PREFIX + "entry:" + A, PREFIX + "index", PREFIX + "used")
                .allSatisfy(key -> assertThat(connection.pttl(key))
                        .isBetween(1L, THREE.ttl().toMillis())));
    }

    @Test
    void aCacheThatMayHoldLessNowMakesRoomWhenTheNextIsPut() {
        put(A, "a");
        put(B, "b");

        cache = opened(new CacheLimits(1, 1 << 20, Duration.ofHours(1)));
        put(C, "c");

        onServer(connection -> assertThat(connection.keys(PREFIX + "entry:*")).containsExactly(PREFIX + "entry:" + C));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{}",
                "null",
                "{\"key\":\"other\",\"group\":\"g\",\"storedAt\":\"2026-01-02T03:04:05Z\"}"
            })
    void aDamagedEntryIsDropped(String content) {
        // Given
        put(A, "a");
        put(B, "b");
        onServer(connection -> connection.set(PREFIX + "entry:" + A, content));

        // When, Then
        assertThat(cache.newest(GROUP, 5)).containsExactly(new Words("b"));
        assertThat(cache.get(A)).isEmpty();
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void anEntryUnderAnotherNameIsDamaged() {
        put(A, "a");
        onServer(connection -> connection.rename(PREFIX + "entry:" + A, PREFIX + "entry:" + B));

        assertThat(cache.get(B)).isEmpty();
    }

    @Test
    void aValueWithoutEndIsNotReadToItsEnd() {
        put(A, "a");
        onServer(connection -> connection.setrange(PREFIX + "entry:" + A, 64 << 20, "x"));

        assertThat(cache.get(A)).isEmpty();
        onServer(connection ->
                assertThat(connection.exists(PREFIX + "entry:" + A)).isFalse());
    }

    @Test
    void whatRedisDroppedByItselfIsMissingAndNothingElse() {
        // Given
        put(A, "a");
        put(B, "b");
        onServer(connection -> connection.del(PREFIX + "entry:" + A));

        // When, Then
        assertThat(cache.newest(GROUP, 5)).containsExactly(new Words("b"));
        assertThat(cache.size()).isEqualTo(1);

        // Given
        onServer(connection -> connection.del(PREFIX + "index", PREFIX + "used"));

        // When, Then
        assertThat(cache.get(B)).contains(new Words("b"));
        put(C, "c");
        assertThat(cache.newest(GROUP, 5)).containsExactly(new Words("c"));
    }

    @Test
    void whatTheIndexSaysInOtherWordsIsForgotten() {
        put(A, "a");
        onServer(connection -> connection.hset(PREFIX + "index", Map.of(B, "no JSON", C, "{\"bytes\":\"many\"}")));

        assertThat(cache.newest(GROUP, 5)).containsExactly(new Words("a"));
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void theUrlSaysUserPasswordAndDatabase(@TempDir Path other) {
        try (RedisProcess locked = RedisProcess.start(
                other, "--requirepass", "open sesame", "--user", "writer", "on", ">p/w@1", "~*", "+@all")) {
            List<String> rights = List.of("writer:p%2Fw%401@", ":open%20sesame@");

            assertThat(rights).allSatisfy(login -> {
                Cache<Words> own = at(URI.create(locked.url(login) + "/3"), THREE);
                own.put(A, GROUP, new Words(login));
                assertThat(own.get(A)).contains(new Words(login));
            });
            assertThat(List.of("", ":wrong@", "writer:wrong@")).allSatisfy(login -> assertThatThrownBy(
                            () -> at(locked.url(login), THREE).get(A))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("redis://127.0.0.1:")
                    .hasMessageNotContaining("wrong@"));
        }
    }

    @Test
    void overTlsOnlyAServerIsAskedThatTheJvmKnowsByThisName(@TempDir Path other) throws Exception {
        ServerKeys keys = ServerKeys.make(other.resolve("keys"));
        try (RedisProcess secret = RedisProcess.startTls(other, keys)) {
            // When, Then a certificate that nobody knows is refused
            assertThatThrownBy(() -> at(secret.url(), THREE).get(A))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("rediss://127.0.0.1:")
                    .hasStackTraceContaining("unable to find valid certification path");
            URI plain = URI.create(secret.url().toString().replace("rediss:", "redis:"));
            assertThatThrownBy(() -> at(plain, THREE).get(A)).isInstanceOf(UncheckedIOException.class);

            // When the JVM knows it
            System.setProperty(TRUST_STORE, keys.trustStore().toString());
            System.setProperty(TRUST_STORE_PASSWORD, ServerKeys.PASSWORD);
            Cache<Words> own = at(secret.url(), THREE);
            own.put(A, GROUP, new Words("secret"));

            // Then
            assertThat(own.get(A)).contains(new Words("secret"));
            URI otherName = URI.create(secret.url().toString().replace("127.0.0.1", "127.0.0.2"));
            assertThatThrownBy(() -> at(otherName, THREE).get(A))
                    .hasStackTraceContaining("No subject alternative names matching IP address 127.0.0.2");
        } finally {
            System.clearProperty(TRUST_STORE);
            System.clearProperty(TRUST_STORE_PASSWORD);
        }
    }

    @Test
    void aServerThatIsNotThereOrDoesNotAnswerIsTrouble() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("redis://127.0.0.1:" + silent.getLocalPort());
            assertThatThrownBy(() -> at(url, THREE).get(A)).isInstanceOf(UncheckedIOException.class);
        }
        Cache<Words> nobody = at(URI.create("redis://127.0.0.1:1"), THREE);

        assertThatThrownBy(() -> nobody.put(A, GROUP, new Words("a"))).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> nobody.newest(GROUP, 1)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(nobody::size).isInstanceOf(UncheckedIOException.class);
    }

    private static void onServer(Consumer<Jedis> work) {
        try (Jedis connection = new Jedis(redis.url())) {
            work.accept(connection);
        }
    }
}
