package io.showrunner.broker;

import com.rabbitmq.jms.admin.RMQDestination;
import io.showrunner.config.BrokerSettings;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.util.function.ToLongFunction;

/** A RabbitMQ in another process: classic queues with priorities, through its JMS client. */
final class RabbitServer implements BrokerServer {
    private final BrokerSettings settings;
    private final QueueLimits limits;
    private final ToLongFunction<String> held;

    /** Of the last connection that counts; the senders ask it whether there is room. */
    private volatile RabbitCounts counts;

    /** @param held messages of a queue that this process holds, which RabbitMQ does not count */
    RabbitServer(BrokerSettings settings, QueueLimits limits, ToLongFunction<String> held) {
        this.settings = settings;
        this.limits = limits;
        this.held = held;
    }

    @Override
    public ConnectionFactory connectionFactory() {
        RabbitConnections connections = new RabbitConnections(settings);
        connections.setSendingContextConsumer(sending -> requireRoom((RMQDestination) sending.getDestination()));
        return connections;
    }

    /** A topic always has room. */
    private void requireRoom(RMQDestination queue) throws JMSException {
        if (!queue.isQueue()) {
            return;
        }
        RabbitCounts open = counts;
        if (open == null) {
            throw new JMSException("nobody knows yet whether there is room in " + queue.getQueueName());
        }
        open.requireRoom(queue.getQueueName());
    }

    @Override
    public Queue destination(String name) {
        RMQDestination queue = new RMQDestination(name, "", name, name);
        queue.setQueue(true);
        return queue;
    }

    @Override
    public boolean delaysRedelivery() {
        return false;
    }

    @Override
    public boolean confirmsWithoutTransaction() {
        return false;
    }

    @Override
    public QueueCounts open() throws Exception {
        RabbitCounts opened = RabbitCounts.open(new RabbitConnections(settings), limits, held);
        counts = opened;
        return opened;
    }
}
