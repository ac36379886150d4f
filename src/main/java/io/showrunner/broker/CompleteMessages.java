package io.showrunner.broker;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.jms.MessageCreatedStrategy;

/**
 * Says of each new message what JMS has defaults for. Camel asks for it before it sends, and a new message of RabbitMQ's
 * client fails then instead of telling the default.
 */
final class CompleteMessages implements MessageCreatedStrategy {
    @Override
    public void onMessageCreated(Message message, Session session, Exchange exchange, Throwable cause) {
        try {
            message.setJMSExpiration(0);
            message.setJMSDeliveryMode(DeliveryMode.PERSISTENT);
            message.setJMSPriority(
                    exchange.getMessage().getHeader("JMSPriority", Message.DEFAULT_PRIORITY, Integer.class));
        } catch (JMSException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
