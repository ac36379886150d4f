package io.showrunner.web;

import io.showrunner.cluster.SharedLocks;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.FolderNames;
import io.showrunner.story.Json;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers to briefs that came with an {@code Idempotency-Key}, one file each, so that whoever lost an answer gets the same when it
 * asks again, also after a restart, and from another node with the same folder. Kept for {@value #HOURS} hours, the newest {@value #MOST} at most. Thread-safe.
 */
final class KeptAnswers {
    static final int HOURS = 24;
    static final int MOST = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(KeptAnswers.class);
    private static final String SUFFIX = ".json";
    private static final int IN_USE_SECONDS = 1;

    private final Path folder;
    private final Clock clock;
    private final Optional<SharedLocks> cluster;
    private final Map<String, Optional<SharedLocks.Held>> inUse = new HashMap<>();
    private Map<String, KeptAnswer> kept;

    /** @param cluster locks that the other nodes with this folder obey; empty when there are none */
    KeptAnswers(Path folder, Optional<SharedLocks> cluster, Clock clock) {
        this.folder = folder;
        this.cluster = cluster;
        this.clock = clock;
    }

    /**
     * A request with the key begins; it has to be {@link #release}d.
     *
     * @return the answer that it got before; empty when it is new
     * @throws Refusal when the key came with another brief, or is in use at the moment
     */
    synchronized Optional<KeptAnswer> begin(String key, String content) {
        forgetOld();
        boolean isFree = use(key);
        KeptAnswer answer = answer(key);
        if (answer != null && isFree) {
            release(key);
        }
        if (answer != null && !answer.content().equals(content)) {
            throw new Refusal(Problem.of(
                    422, "idempotency key taken", "This Idempotency-Key came with another brief; send a new key."));
        }
        if (answer == null && !isFree) {
            throw new Refusal(
                    Problem.of(
                            409,
                            "idempotency key in use",
                            "A request with this Idempotency-Key is being answered; send it again in a second."),
                    IN_USE_SECONDS);
        }
        return Optional.ofNullable(answer);
    }

    /** False when a request with this key is being answered, here or by another node. */
    private boolean use(String key) {
        if (inUse.containsKey(key)) {
            return false;
        }
        Optional<SharedLocks.Held> lock = cluster.flatMap(locks -> locks.tryTake("idempotency key " + key));
        boolean isFree = cluster.isEmpty() || lock.isPresent();
        if (isFree) {
            inUse.put(key, lock);
        }
        return isFree;
    }

    /** Another node may have kept it. */
    private KeptAnswer answer(String key) {
        if (cluster.isPresent() && !kept().containsKey(key) && Files.exists(file(key))) {
            kept().put(key, read(key));
        }
        return kept().get(key);
    }

    /** The answer is kept before it is given. */
    synchronized void keep(KeptAnswer answer) {
        DurableFiles.writeJson(file(answer.key()), answer);
        kept().put(answer.key(), answer);
    }

    synchronized void release(String key) {
        Optional<SharedLocks.Held> lock = inUse.remove(key);
        if (lock != null) {
            lock.ifPresent(SharedLocks.Held::close);
        }
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(Duration.ofHours(HOURS));
        while (!kept().isEmpty()) {
            KeptAnswer first = kept().values().iterator().next();
            if (kept().size() < MOST && first.at().isAfter(oldest)) {
                return;
            }
            DurableFiles.delete(file(first.key()));
            kept().remove(first.key());
        }
    }

    /** The oldest first. */
    private Map<String, KeptAnswer> kept() {
        if (kept == null) {
            Map<String, KeptAnswer> found = new LinkedHashMap<>();
            FolderNames.before(SUFFIX, folder).stream()
                    .map(this::read)
                    .filter(Objects::nonNull)
                    .sorted(Comparator.comparing(KeptAnswer::at))
                    .forEach(answer -> found.put(answer.key(), answer));
            kept = found;
        }
        return kept;
    }

    /** A damaged answer is worth less than a start. */
    private KeptAnswer read(String key) {
        try {
            return Json.read(file(key), KeptAnswer.class);
        } catch (UncheckedIOException e) {
            LOG.warn("an answer that was kept for its Idempotency-Key is lost: {}", e.getMessage());
            return null;
        }
    }

    private Path file(String key) {
        return folder.resolve(key + SUFFIX);
    }
}
