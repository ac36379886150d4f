package io.showrunner.broker;

import io.showrunner.config.BrokerSettings;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;
import java.time.Duration;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;

/**
 * An ActiveMQ Artemis in another process, or a pair of them. When it goes, its connections fail instead of coming back by themselves: what was
 * not committed is then taken again, and only the broker knows what was.
 */
final class ArtemisServer implements BrokerServer {
    private static final long CALL_MILLIS = Duration.ofSeconds(5).toMillis();
    private static final long NEXT_OF_PAIR_MILLIS = 50;

    /** A client that the broker has not heard of for so long is gone, and what it held is given to another. */
    private static final long SILENCE_MILLIS = Duration.ofSeconds(15).toMillis();

    /** The same for the connection that counts, which tells everybody else that the broker hangs. */
    private static final long SILENCE_OF_ASKED_MILLIS = Duration.ofSeconds(6).toMillis();

    private final BrokerSettings settings;
    private final QueueLimits limits;

    ArtemisServer(BrokerSettings settings, QueueLimits limits) {
        this.settings = settings;
        this.limits = limits;
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return factory();
    }

    @Override
    public Queue destination(String name) {
        return new ActiveMQQueue(name);
    }

    @Override
    public boolean delaysRedelivery() {
        return true;
    }

    @Override
    public boolean confirmsWithoutTransaction() {
        return true;
    }

    @Override
    public QueueCounts open() throws Exception {
        ActiveMQConnectionFactory asking = factory();
        // Whoever waits for an answer is freed by the end of the connection only, whatever time was given.
        asking.setClientFailureCheckPeriod(SILENCE_OF_ASKED_MILLIS / 3);
        asking.setConnectionTTL(SILENCE_OF_ASKED_MILLIS);
        ArtemisCounts counts = ArtemisCounts.open(asking, CALL_MILLIS);
        try {
            counts.declare(ArtemisQueues.settings(limits));
            return counts;
        } catch (Exception e) {
            counts.close();
            throw e;
        }
    }

    private String url() {
        boolean isBarePair = settings.url().contains(",") && !settings.url().startsWith("(");
        return isBarePair ? "(" + settings.url() + ")?ha=true" : settings.url();
    }

    private ActiveMQConnectionFactory factory() {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url());
        settings.user().ifPresent(factory::setUser);
        settings.password().ifPresent(factory::setPassword);
        factory.setConsumerWindowSize(0);
        factory.setProducerWindowSize(1);
        factory.setBlockOnDurableSend(true);
        factory.setReconnectAttempts(0);
        // Each attempt tries all servers of a pair, in any order, and not those that the last connection knew of.
        factory.setUseTopologyForLoadBalancing(false);
        factory.setRetryInterval(NEXT_OF_PAIR_MILLIS);
        factory.setCallTimeout(CALL_MILLIS);
        factory.setClientFailureCheckPeriod(SILENCE_MILLIS / 3);
        factory.setConnectionTTL(SILENCE_MILLIS);
        // Only text is expected, and others may write to a broker.
        factory.setDeserializationDenyList("*");
        return factory;
    }
}
