package io.showrunner.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.function.Function;
import java.util.stream.Stream;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * A Redis server. It is asked so seldom, a few times for each story, that every question has a connection of its own: none
 * can be stale. Thread-safe.
 */
public final class RedisServer {
    private static final int DEFAULT_PORT = 6379;
    private static final int TIMEOUT_MS = 1500;

    private final HostAndPort address;
    private final DefaultJedisClientConfig config;
    private final String name;

    /** @param url {@code redis://user:password@host:port/database}, or {@code rediss} for TLS; the host must be there */
    public RedisServer(URI url) {
        address = new HostAndPort(url.getHost(), url.getPort() == -1 ? DEFAULT_PORT : url.getPort());
        DefaultJedisClientConfig.Builder builder = DefaultJedisClientConfig.builder()
                .timeoutMillis(TIMEOUT_MS)
                .user(JedisURIHelper.getUser(url))
                .password(JedisURIHelper.getPassword(url))
                .database(JedisURIHelper.getDBIndex(url))
                .autoNegotiateProtocol(false)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (JedisURIHelper.isRedisSSLScheme(url)) {
            builder.sslOptions(SslOptions.defaults());
        }
        config = builder.build();
        name = url.getScheme() + "://" + address + "/" + config.getDatabase();
    }

    /** Throws {@link UncheckedIOException} when the server cannot be reached in time, or refuses. */
    <T> T ask(Function<Jedis, T> question) {
        try (Jedis connection = new Jedis(address, config)) {
            return question.apply(connection);
        } catch (JedisException e) {
            throw new UncheckedIOException(name + ": " + reason(e), new IOException(e));
        }
    }

    /** Of a transaction that was given up because one of its commands was refused, that refusal. */
    private static String reason(JedisException e) {
        return Stream.of(e.getSuppressed())
                .map(Throwable::getMessage)
                .findFirst()
                .orElse(e.getMessage());
    }

    /** The address, without user and password. */
    @Override
    public String toString() {
        return name;
    }
}
