package io.showrunner.cache;

/** What belongs to the entries of a {@link FileCache} and lies elsewhere: it counts with its entry and goes with it. */
public interface Attachments<V> {
    /** Bytes that belong to the value. */
    long bytes(V value);

    /** The entry is gone. */
    void dropped(String key);

    /** The values are all there is. */
    static <V> Attachments<V> none() {
        return new Attachments<>() {
            @Override
            public long bytes(V value) {
                return 0;
            }

            @Override
            public void dropped(String key) {}
        };
    }
}
