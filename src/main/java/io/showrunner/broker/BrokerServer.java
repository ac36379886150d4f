package io.showrunner.broker;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;

/** One kind of external broker: what its clients have in common with no other. */
interface BrokerServer {
    /** A new factory whose connections fail, and never wait, when the server is not there. */
    ConnectionFactory connectionFactory();

    /** As {@link Broker#destination}. */
    Queue destination(String name);

    /** As {@link Broker#delaysRedelivery}. */
    boolean delaysRedelivery();

    /** As {@link Broker#confirmsWithoutTransaction}. */
    boolean confirmsWithoutTransaction();

    /**
     * Sees that the queues are there, with their limits.
     *
     * @return what counts them, for one thread at a time
     * @throws Exception when the server is not there or refuses
     */
    QueueCounts open() throws Exception;
}
