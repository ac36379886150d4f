package io.showrunner.broker;

/** A connection to an external broker that counts what is in its queues. Any exception means that it is of no more use. */
interface QueueCounts extends AutoCloseable {
    /** As {@link Broker#depth}. */
    long depth(String queue) throws Exception;

    /** As {@link Broker#waiting}. */
    long waiting(String queue) throws Exception;

    /** As {@link Broker#isWaitingAbove}. */
    boolean isWaitingAbove(String queue, int priority) throws Exception;

    @Override
    void close();
}
