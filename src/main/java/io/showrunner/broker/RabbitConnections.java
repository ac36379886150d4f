package io.showrunner.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.NoOpMetricsCollector;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.jms.admin.RMQConnectionFactory;
import io.showrunner.config.BrokerSettings;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Connections to RabbitMQ that end when anything is wrong with them, instead of coming back by themselves with what was
 * not committed half remembered.
 */
final class RabbitConnections extends RMQConnectionFactory {
    private static final long serialVersionUID = 1L;

    /** A broker that is silent for two of these is gone, and so is a client for the broker. */
    private static final int HEARTBEAT_SECONDS = 5;

    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(5).toMillis();

    /** More than two heartbeats: the answer to a question that was given up would be a message that nobody has. */
    private static final int CALL_MILLIS = (int) Duration.ofSeconds(15).toMillis();

    private final transient BrokerSettings settings;

    /** @throws IllegalArgumentException when the URL or the Java runtime's TLS cannot be used */
    RabbitConnections(BrokerSettings settings) {
        this.settings = settings;
        configure(new ConnectionFactory());
        setKeepTextMessageType(true);
        setDeclareReplyToDestination(false);
        setMetricsCollector(new ChannelWatch());
        setAmqpConnectionFactoryPostProcessor(this::configure);
    }

    /** A connection as AMQP knows it, on which a queue can be looked at. */
    com.rabbitmq.client.Connection plain() throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        configure(factory);
        return factory.newConnection("showrunner-counts");
    }

    private void configure(ConnectionFactory factory) {
        try {
            if (settings.url().startsWith("amqps:")) {
                factory.useSslProtocol(SSLContext.getDefault());
                factory.enableHostnameVerification();
            }
            factory.setUri(settings.url());
        } catch (URISyntaxException | GeneralSecurityException e) {
            throw new IllegalArgumentException(settings.address() + " cannot be used: " + e.getMessage(), e);
        }
        settings.user().ifPresent(factory::setUsername);
        settings.password().ifPresent(factory::setPassword);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setConnectionTimeout(CONNECT_MILLIS);
        factory.setHandshakeTimeout(CONNECT_MILLIS);
        factory.setChannelRpcTimeout(CALL_MILLIS);
    }

    /**
     * Ends the connection of a channel that the server has closed. The JMS client says of such a channel for ever that no
     * message is there, and only a collector of metrics is told of each channel.
     */
    private static final class ChannelWatch extends NoOpMetricsCollector {
        @Override
        public void newChannel(Channel channel) {
            channel.addShutdownListener(cause -> endConnection(channel, cause));
        }

        private static void endConnection(Channel channel, ShutdownSignalException cause) {
            if (!cause.isInitiatedByApplication() && !cause.isHardError()) {
                channel.getConnection().abort();
            }
        }
    }
}
