package io.showrunner.story;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Keeps others from a record between reading and writing it. Implementations are thread-safe and reentrant. */
public interface RecordLocks {
    /** Does the work while nobody else does any under the same key. */
    <T> T locked(String key, Supplier<T> work);

    /**
     * Changes a record; no other change of it comes between reading and writing, and none is written when nothing changes.
     *
     * @param key what the record is of, in words
     * @throws IllegalArgumentException when there is none
     */
    default <T> T update(String key, Supplier<Optional<T>> read, UnaryOperator<T> change, Consumer<T> save) {
        return locked(key, () -> {
            T before = read.get().orElseThrow(() -> new IllegalArgumentException("no " + key));
            T after = change.apply(before);
            if (!after.equals(before)) {
                save.accept(after);
            }
            return after;
        });
    }

    /** Locks that the threads of this process obey; enough for whoever is alone with the stories. */
    static RecordLocks ofThisProcess() {
        Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
        return new RecordLocks() {
            @Override
            public <T> T locked(String key, Supplier<T> work) {
                ReentrantLock lock = locks.computeIfAbsent(key, unused -> new ReentrantLock());
                lock.lock();
                try {
                    return work.get();
                } finally {
                    lock.unlock();
                }
            }
        };
    }
}
