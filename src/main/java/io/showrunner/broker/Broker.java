package io.showrunner.broker;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;
import java.util.Optional;

/**
 * The durable priority queues, wherever they are. Every committed message survives the process; an unacknowledged one
 * comes back by itself. Beside what JMS says, only counts are asked for: order, place, pause and cancel of what waits are
 * in the records, and dead letters are files.
 */
public interface Broker extends AutoCloseable {
    /** Accepted briefs, waiting to be written. */
    String BRIEFS = "showrunner.briefs";
    /** Written scenes, waiting for a GPU. */
    String SCENES = "showrunner.scenes";
    /** Rendered scenes, waiting for their frames to be collected. */
    String FRAMES = "showrunner.frames";
    /** Assembled stories, waiting to be delivered. */
    String DELIVERIES = "showrunner.deliveries";

    /**
     * A connection factory of its own. Two sends are one transaction only through one factory; sends through another one
     * commit by themselves.
     */
    ConnectionFactory connectionFactory();

    /** The queue as the clients of this broker address it. */
    Queue destination(String name);

    /** False when a message that was rolled back is there again at once, so that whoever refused it has to rest. */
    boolean delaysRedelivery();

    /** False when only a commit says that a message has arrived. */
    boolean confirmsWithoutTransaction();

    /**
     * Messages in the queue, those held by consumers included, of which RabbitMQ knows only those of this process; 0 before
     * its first message. While an external broker cannot be reached, what it said last.
     */
    long depth(String queue);

    /**
     * Messages in the queue that no consumer holds.
     *
     * @throws BrokerUnavailable when nobody knows
     */
    long waiting(String queue);

    /**
     * True when a message of a higher JMS priority than this, which no consumer holds, is in the queue.
     *
     * @throws BrokerUnavailable when nobody knows
     */
    boolean isWaitingAbove(String queue, int priority);

    /** Why nothing can be taken from the queues or put into them; empty when it can. */
    Optional<String> trouble();

    /** The guard of what this process holds; empty where no message can be given out while another copy of it is held. */
    Optional<HeldMessages> held();

    /** How often the broker, or a connection that sends to it, was lost and came back. */
    int returns();

    /** Notes that a connection was lost over which somebody may just have sent. */
    void senderLost();

    @Override
    void close();
}
