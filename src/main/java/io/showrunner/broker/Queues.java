package io.showrunner.broker;

import jakarta.jms.ConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.jms.ConsumerType;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.support.LifecycleStrategySupport;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * The ways in which routes reach the queues. {@code jms} takes and sends inside one local transaction: what a route
 * takes is acknowledged together with what it sends. {@code jms-now} sends at once and by itself, and waits while the
 * queue is full; the writer needs it, because more scenes than the queue holds would never fit into one transaction. Its
 * connection is kept from one send to the next. {@code jms-topic} tells all nodes of a cluster what is not worth a queue: nothing of it is
 * kept for a node that is not there.
 */
public final class Queues {
    /** Each question whether there is a message costs half a millisecond of processor time. */
    private static final int MOST_QUESTIONS_PER_SECOND = 170;

    private static final long SHORTEST_RECEIVE_MILLIS = 1_000;

    /** A consumer whose connection was lost asks for another one after so long. */
    private static final long RECONNECT_MILLIS = 1_000;

    private Queues() {}

    /**
     * Adds the components to the context.
     *
     * @param consumers that will take scenes, at least about
     */
    public static void addTo(CamelContext context, Broker broker, int consumers) {
        JmsComponent transacted = component(broker, broker.connectionFactory());
        transacted.getConfiguration().setTransacted(true);
        transacted.getConfiguration().setLazyCreateTransactionManager(false);
        transacted.getConfiguration().setCacheLevelName("CACHE_CONSUMER");
        transacted.getConfiguration().setReceiveTimeout(receiveMillis(consumers));
        context.addComponent("jms", transacted);
        transacted.getConfiguration().setRecoveryInterval(RECONNECT_MILLIS);
        context.addRoutePolicyFactory(new PlainMessages());
        broker.held().ifPresent(context::addRoutePolicyFactory);
        if (!broker.delaysRedelivery()) {
            transacted.getConfiguration().setConsumerType(ConsumerType.Custom);
            transacted.getConfiguration().setMessageListenerContainerFactory(RestingConsumers::new);
        }
        CachingConnectionFactory kept = new KeptConnection(broker);
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext stopped) {
                kept.destroy();
            }
        });
        JmsComponent now = component(broker, kept);
        now.getConfiguration().setTransacted(!broker.confirmsWithoutTransaction());
        now.getConfiguration().setLazyCreateTransactionManager(false);
        context.addComponent("jms-now", now);
        context.addComponent("jms-topic", topics(kept, broker.connectionFactory()));
    }

    private static JmsComponent topics(ConnectionFactory toSend, ConnectionFactory toHear) {
        JmsComponent component = JmsComponent.jmsComponent(toHear);
        component.getConfiguration().setTemplateConnectionFactory(toSend);
        component.getConfiguration().setDeliveryPersistent(false);
        component.getConfiguration().setDisableReplyTo(true);
        component.getConfiguration().setRecoveryInterval(RECONNECT_MILLIS);
        component.getConfiguration().setErrorHandlerLoggingLevel(LoggingLevel.DEBUG);
        return component;
    }

    /** How long a consumer waits until it asks again: the fewer there are the shorter, because a stop waits for them. */
    static long receiveMillis(int consumers) {
        return Math.max(SHORTEST_RECEIVE_MILLIS, 1_000L * consumers / MOST_QUESTIONS_PER_SECOND);
    }

    private static JmsComponent component(Broker broker, ConnectionFactory factory) {
        JmsComponent component = JmsComponent.jmsComponent(factory);
        component.getConfiguration().setDestinationResolver((session, name, isTopic) -> broker.destination(name));
        component.getConfiguration().setPreserveMessageQos(true);
        component.getConfiguration().setMessageCreatedStrategy(new CompleteMessages());
        component.getConfiguration().setDeliveryPersistent(true);
        // Nobody answers from a queue: a sender that has itself to answer, such as an HTTP route, must not wait for it.
        component.getConfiguration().setDisableReplyTo(true);
        // The routes' own error handling says what failed; the listener would say it again with a stack trace.
        component.getConfiguration().setErrorHandlerLoggingLevel(LoggingLevel.DEBUG);
        return component;
    }
}
