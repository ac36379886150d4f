package io.showrunner.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.showrunner.cache.CacheIndex.Kept;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps values in a folder, one JSON file each, so that they outlive a restart. The file's time of change says when it was
 * used last. A damaged file is dropped, with one line in the log. Thread-safe; another process may put and drop files in the
 * same folder, which this one learns at its start, or when it misses one.
 */
public final class FileCache<V> implements Cache<V> {
    private static final Logger LOG = LoggerFactory.getLogger(FileCache.class);
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}\\.json");
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final CacheLimits limits;
    private final Clock clock;
    private final Attachments<V> attachments;
    private final ObjectReader reader;
    private final CacheIndex index = new CacheIndex();

    /** Takes over what the folder holds. */
    public FileCache(Path folder, Class<V> type, CacheLimits limits, Clock clock) {
        this(folder, type, limits, Attachments.none(), clock);
    }

    /** @param attachments what belongs to the values and does not lie in their files */
    public FileCache(Path folder, Class<V> type, CacheLimits limits, Attachments<V> attachments, Clock clock) {
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
        this.attachments = attachments;
        this.reader = CacheEntry.reader(type);
        files().forEach(file ->
                read(keyOf(file)).ifPresent(entry -> index.put(entry.key(), kept(entry, sizeOf(file)))));
        makeRoom();
    }

    @Override
    public synchronized Optional<V> get(String key) {
        dropOverdue();
        if (!index.use(key)) {
            return Optional.empty();
        }
        Optional<CacheEntry<V>> entry = read(key);
        if (entry.isEmpty()) {
            drop(key);
            return Optional.empty();
        }
        touch(file(key));
        return entry.map(CacheEntry::value);
    }

    @Override
    public synchronized void put(String key, String group, V value) {
        CacheEntry<V> entry = new CacheEntry<>(key, group, clock.instant(), value);
        byte[] content = Json.pretty(entry);
        Kept kept = kept(entry, content.length);
        if (kept.bytes() > limits.bytes()) {
            LOG.info("too large to be kept key={} bytes={}", key, kept.bytes());
            drop(key);
            return;
        }
        DurableFiles.write(file(key), content);
        touch(file(key));
        index.put(key, kept);
        makeRoom();
    }

    @Override
    public synchronized List<V> newest(String group, int most) {
        dropOverdue();
        return index.newest(group).stream()
                .limit(most)
                .flatMap(key -> read(key).stream())
                .map(CacheEntry::value)
                .toList();
    }

    @Override
    public synchronized void remove(String key) {
        drop(key);
    }

    @Override
    public synchronized void clear() {
        index.keys().forEach(this::drop);
    }

    @Override
    public synchronized int size() {
        return index.size();
    }

    @Override
    public synchronized long bytes() {
        return index.bytes();
    }

    /** True when the key is there; it does not count as used. */
    public synchronized boolean has(String key) {
        return index.has(key);
    }

    private void makeRoom() {
        index.beyond(limits, clock.instant()).forEach(this::drop);
    }

    private void dropOverdue() {
        index.overdue(limits, clock.instant()).forEach(this::drop);
    }

    private void drop(String key) {
        index.remove(key);
        if (Files.exists(file(key))) {
            DurableFiles.delete(file(key));
        }
        attachments.dropped(key);
    }

    private Kept kept(CacheEntry<V> entry, long bytes) {
        return entry.kept(bytes + attachments.bytes(entry.value()));
    }

    /** Empty when the file is gone or damaged; a damaged one is removed. */
    private Optional<CacheEntry<V>> read(String key) {
        Path file = file(key);
        try {
            if (Files.size(file) > limits.bytes()) {
                return damaged(file, "it is larger than the whole cache may be");
            }
            CacheEntry<V> entry = reader.readValue(Files.readAllBytes(file));
            return entry != null && entry.key().equals(key)
                    ? Optional.of(entry)
                    : damaged(file, "it holds another entry");
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return damaged(file, e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static <V> Optional<CacheEntry<V>> damaged(Path file, String why) {
        LOG.warn("a damaged cache entry is dropped file={} reason={}", file, why);
        DurableFiles.delete(file);
        return Optional.empty();
    }

    private void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot touch " + file + ": " + e.getMessage(), e);
        }
    }

    /** The files of entries, the one used longest ago first; whatever else lies there is left alone. */
    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(FileCache::lastUse))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    private static FileTime lastUse(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (NoSuchFileException e) {
            return FileTime.fromMillis(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file + ": " + e.getMessage(), e);
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file + ": " + e.getMessage(), e);
        }
    }

    private Path file(String key) {
        return folder.resolve(key + SUFFIX);
    }

    private static String keyOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }
}
