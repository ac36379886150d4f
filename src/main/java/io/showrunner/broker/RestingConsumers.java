package io.showrunner.broker;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.jms.DefaultJmsMessageListenerContainer;
import org.apache.camel.component.jms.JmsEndpoint;

/**
 * Consumers of a broker that gives out again at once what was rolled back: each rests a little after a rollback, so that
 * what cannot be worked on for now does not go round as fast as the processor can.
 */
final class RestingConsumers extends DefaultJmsMessageListenerContainer {
    private static final long REST_MILLIS = 500;

    private volatile CountDownLatch stop = new CountDownLatch(1);

    RestingConsumers(JmsEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    protected void rollbackOnExceptionIfNecessary(Session session, Throwable cause) throws JMSException {
        super.rollbackOnExceptionIfNecessary(session, cause);
        try {
            stop.await(REST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        stop = new CountDownLatch(1);
        super.start();
    }

    @Override
    public void stop() {
        stop.countDown();
        super.stop();
    }
}
