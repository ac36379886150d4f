package io.showrunner.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import jakarta.jms.JMSException;
import jakarta.jms.ResourceAllocationException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Asks a RabbitMQ what AMQP itself tells, without its management plugin: how many messages wait, and which is the next.
 * RabbitMQ cannot refuse what is sent in a transaction, it would drop it; therefore each sender asks here for room before
 * it sends, and several at a time may exceed the limit by their number. Thread-safe.
 */
final class RabbitCounts implements QueueCounts {
    private static final int HIGHEST_PRIORITY = 9;
    private static final int CLOSE_MILLIS = 1_000;

    private final Connection connection;
    private final Channel channel;
    private final Map<String, Integer> most = new HashMap<>();
    private final ToLongFunction<String> held;

    private RabbitCounts(Connection connection, Channel channel, QueueLimits limits, ToLongFunction<String> held) {
        this.connection = connection;
        this.channel = channel;
        this.held = held;
        most.put(Broker.BRIEFS, limits.briefs());
        most.put(Broker.SCENES, limits.scenes());
    }

    /** Connects, and makes the queues that are missing. */
    static RabbitCounts open(RabbitConnections connections, QueueLimits limits, ToLongFunction<String> held)
            throws Exception {
        Connection connection = connections.plain();
        try {
            Channel channel = connection.createChannel();
            for (String queue : List.of(Broker.BRIEFS, Broker.SCENES, Broker.FRAMES, Broker.DELIVERIES)) {
                channel.queueDeclare(queue, true, false, false, Map.of("x-max-priority", HIGHEST_PRIORITY));
            }
            return new RabbitCounts(connection, channel, limits, held);
        } catch (Exception e) {
            connection.abort(CLOSE_MILLIS);
            throw e;
        }
    }

    @Override
    public long depth(String queue) throws IOException {
        return waiting(queue) + held.applyAsLong(queue);
    }

    @Override
    public synchronized long waiting(String queue) throws IOException {
        return channel.messageCount(queue);
    }

    /** Takes the next message, which is the most urgent one, and gives it back to its place. */
    @Override
    public synchronized boolean isWaitingAbove(String queue, int priority) throws IOException {
        GetResponse next = channel.basicGet(queue, false);
        if (next == null) {
            return false;
        }
        channel.basicNack(next.getEnvelope().getDeliveryTag(), false, true);
        Integer itsPriority = next.getProps().getPriority();
        return itsPriority != null && itsPriority > priority;
    }

    /**
     * Sees that the queue is there and has room for one more.
     *
     * @throws ResourceAllocationException when it has none
     */
    void requireRoom(String queue) throws JMSException {
        try {
            if (waiting(queue) >= most.getOrDefault(queue, Integer.MAX_VALUE)) {
                throw new ResourceAllocationException(queue + " is full");
            }
        } catch (IOException | ShutdownSignalException e) {
            JMSException failure = new JMSException(queue + " cannot be looked at: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    @Override
    public void close() {
        connection.abort(CLOSE_MILLIS);
    }
}
