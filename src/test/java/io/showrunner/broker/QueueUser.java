package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sends to the queues of a broker and takes from them, as the routes do. */
abstract class QueueUser {
    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long SOON_MILLIS = 10_000;
    private static final long NOTHING_MILLIS = 300;

    Broker broker;

    JMSContext transaction() {
        return broker.connectionFactory().createContext(JMSContext.SESSION_TRANSACTED);
    }

    void send(String queue, String text, int priority) {
        try (JMSContext session = transaction()) {
            session.createProducer().setPriority(priority).send(broker.destination(queue), text);
            session.commit();
        }
    }

    /** As whoever sends without a transaction, with the id of the message. */
    void sendNow(String queue, String text, String id) {
        try (JMSContext session = broker.connectionFactory().createContext()) {
            session.createProducer().setProperty("_AMQ_DUPL_ID", id).send(broker.destination(queue), text);
        }
    }

    String take(JMSContext session, String queue) {
        return text(session.createConsumer(broker.destination(queue)).receive(SOON_MILLIS));
    }

    List<String> takeAll(String queue) {
        List<String> texts = new ArrayList<>();
        try (JMSContext session = transaction();
                var consumer = session.createConsumer(broker.destination(queue))) {
            long expected = broker.depth(queue);
            Message next = consumer.receive(expected == 0 ? NOTHING_MILLIS : SOON_MILLIS);
            while (next != null) {
                texts.add(text(next));
                next = consumer.receive(texts.size() < expected ? SOON_MILLIS : NOTHING_MILLIS);
            }
            session.commit();
        }
        return texts;
    }

    private static String text(Message message) {
        try {
            assertThat(message).as("a message").isNotNull();
            return message.getBody(String.class);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }
}
