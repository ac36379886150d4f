package io.showrunner.broker;

import jakarta.jms.JMSException;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * One connection that is kept from one send to the next, and made again after it was lost. What was to be sent over it
 * when it was lost may be missing in the queues while the connection that counts lives on, so the broker is told.
 */
final class KeptConnection extends CachingConnectionFactory {
    private final Broker broker;

    KeptConnection(Broker broker) {
        super(broker.connectionFactory());
        this.broker = broker;
    }

    @Override
    public void onException(JMSException failure) {
        super.onException(failure);
        broker.senderLost();
    }
}
