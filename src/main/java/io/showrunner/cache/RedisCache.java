package io.showrunner.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.showrunner.cache.CacheIndex.Kept;
import io.showrunner.story.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.params.ZAddParams;
import redis.clients.jedis.resps.Tuple;

/**
 * Keeps values in Redis, so that several processes share them: one key for each entry, which ends by itself, a hash that
 * says what there is, and a sorted set that says when each was used last. What Redis drops on its own is only missing.
 */
public final class RedisCache<V> implements Cache<V> {
    private static final Logger LOG = LoggerFactory.getLogger(RedisCache.class);
    /** Bytes of one entry; a longer value is not read to its end, whoever wrote it. */
    private static final int LARGEST = 4 << 20;

    private final RedisServer server;
    private final CacheLimits limits;
    private final Clock clock;
    private final ObjectReader reader;
    private final String prefix;
    private final String index;
    private final String used;

    /** @param prefix of every key */
    public RedisCache(RedisServer server, String prefix, Class<V> type, CacheLimits limits, Clock clock) {
        this.server = server;
        this.limits = limits;
        this.clock = clock;
        this.reader = CacheEntry.reader(type);
        this.prefix = prefix;
        this.index = prefix + "index";
        this.used = prefix + "used";
    }

    @Override
    public Optional<V> get(String key) {
        return server.ask(redis -> {
            Optional<V> value = read(redis, key);
            if (value.isPresent()) {
                noteUse(redis, key);
            }
            return value;
        });
    }

    /** A server that is full, or only to be read, refuses it, and has the value all the same. */
    private void noteUse(Jedis redis, String key) {
        try {
            redis.zadd(
                    used, (double) clock.millis(), key, ZAddParams.zAddParams().xx());
        } catch (JedisDataException e) {
            LOG.debug("the use of a cache entry is not noted redis={} key={} reason={}", server, key, e.getMessage());
        }
    }

    @Override
    public void put(String key, String group, V value) {
        CacheEntry<V> entry = new CacheEntry<>(key, group, clock.instant(), value);
        String content = Json.write(entry);
        int bytes = content.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Math.min(LARGEST, limits.bytes())) {
            LOG.info("too large to be kept key={} bytes={}", key, bytes);
            return;
        }
        server.ask(redis -> {
            write(redis, entry, content, bytes);
            drop(redis, indexOf(redis).beyond(limits, clock.instant()));
            return null;
        });
    }

    @Override
    public List<V> newest(String group, int most) {
        return server.ask(redis -> {
            List<V> newest = new ArrayList<>();
            for (String key : indexOf(redis).newest(group)) {
                if (newest.size() < most) {
                    read(redis, key).ifPresent(newest::add);
                }
            }
            return newest;
        });
    }

    @Override
    public void remove(String key) {
        server.ask(redis -> {
            drop(redis, List.of(key));
            return null;
        });
    }

    @Override
    public void clear() {
        server.ask(redis -> {
            drop(redis, List.copyOf(redis.hkeys(index)));
            return null;
        });
    }

    @Override
    public int size() {
        return server.ask(redis -> (int) redis.hlen(index));
    }

    @Override
    public long bytes() {
        return server.ask(redis -> indexOf(redis).bytes());
    }

    private void write(Jedis redis, CacheEntry<V> entry, String content, int bytes) {
        long ttl = limits.ttl().toMillis();
        try (Transaction together = redis.multi()) {
            together.set(name(entry.key()), content, SetParams.setParams().px(ttl));
            together.hset(index, entry.key(), Json.write(entry.kept(bytes)));
            together.zadd(used, (double) clock.millis(), entry.key());
            together.pexpire(index, ttl);
            together.pexpire(used, ttl);
            together.exec();
        }
    }

    /** Empty when it is gone, over or damaged; then nothing of it remains. */
    private Optional<V> read(Jedis redis, String key) {
        byte[] content = redis.getrange(name(key).getBytes(StandardCharsets.UTF_8), 0, LARGEST);
        Optional<V> value = content.length == 0 ? Optional.empty() : parse(key, content);
        if (value.isEmpty()) {
            drop(redis, List.of(key));
        }
        return value;
    }

    private Optional<V> parse(String key, byte[] content) {
        try {
            if (content.length > LARGEST) {
                return damaged(key, "it is larger than an entry may be");
            }
            CacheEntry<V> entry = reader.readValue(new String(content, StandardCharsets.UTF_8));
            if (entry == null || !entry.key().equals(key)) {
                return damaged(key, "it holds another entry");
            }
            return limits.isOver(entry.storedAt(), clock.instant()) ? Optional.empty() : Optional.of(entry.value());
        } catch (JsonProcessingException e) {
            return damaged(key, e.getOriginalMessage());
        }
    }

    private Optional<V> damaged(String key, String why) {
        LOG.warn("a damaged cache entry is dropped redis={} key={} reason={}", server, name(key), why);
        return Optional.empty();
    }

    /** What there is; a line of the hash that says nothing is dropped. */
    private CacheIndex indexOf(Jedis redis) {
        Map<String, Double> lastUse = new HashMap<>();
        for (Tuple each : redis.zrangeWithScores(used, 0, -1)) {
            lastUse.put(each.getElement(), each.getScore());
        }
        CacheIndex known = new CacheIndex();
        redis.hgetAll(index).entrySet().stream()
                .sorted(Comparator.comparing(each -> lastUse.getOrDefault(each.getKey(), 0.0)))
                .forEach(each -> kept(each.getKey(), each.getValue())
                        .ifPresentOrElse(
                                kept -> known.put(each.getKey(), kept), () -> drop(redis, List.of(each.getKey()))));
        return known;
    }

    private Optional<Kept> kept(String key, String content) {
        try {
            return Optional.of(Json.mapper().readValue(content, Kept.class));
        } catch (JsonProcessingException e) {
            LOG.warn("a damaged cache entry is dropped redis={} key={} reason={}", server, key, e.getOriginalMessage());
            return Optional.empty();
        }
    }

    private void drop(Jedis redis, List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        String[] all = keys.toArray(String[]::new);
        redis.del(keys.stream().map(this::name).toArray(String[]::new));
        redis.hdel(index, all);
        redis.zrem(used, all);
    }

    private String name(String key) {
        return prefix + "entry:" + key;
    }
}
