package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.showrunner.story.Priority;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PATIENCE_MILLIS = PATIENCE.toMillis();

    @TempDir
    Path folder;

    @Test
    void whatWasSentIsThereAfterARestartHighestPriorityFirst() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, new QueueLimits(10, 10))) {
            send(broker, EmbeddedBroker.SCENES, "low", 1, null);
            send(broker, EmbeddedBroker.SCENES, "normal-1", 4, null);
            send(broker, EmbeddedBroker.SCENES, "normal-2", 4, null);
            send(broker, EmbeddedBroker.SCENES, "high", 7, null);
        }

        try (EmbeddedBroker again = EmbeddedBroker.start(folder, new QueueLimits(10, 10))) {
            assertThat(receiveAll(again, 4)).containsExactly("high", "normal-1", "normal-2", "low");
        }
    }

    @Test
    void aSecondMessageOfTheSameIdIsDroppedEvenAfterARestart() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, new QueueLimits(10, 10))) {
            send(broker, EmbeddedBroker.SCENES, "first", 4, "story-a:scene-001:1");
        }

        try (EmbeddedBroker again = EmbeddedBroker.start(folder, new QueueLimits(10, 10))) {
            send(again, EmbeddedBroker.SCENES, "second", 4, "story-a:scene-001:1");

            assertThat(again.depth(EmbeddedBroker.SCENES)).isEqualTo(1);
        }
    }

    @Test
    void aMessageNotAcknowledgedComesBack() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, new QueueLimits(10, 10))) {
            send(broker, EmbeddedBroker.SCENES, "scene", 4, null);
            try (JMSContext session = broker.connectionFactory().createContext(JMSContext.SESSION_TRANSACTED)) {
                assertThat(session.createConsumer(session.createQueue(EmbeddedBroker.SCENES))
                                .receive(PATIENCE_MILLIS))
                        .isNotNull();
            }

            assertThat(receiveAll(broker, 1)).containsExactly("scene");
        }
    }

    @Test
    void theScenesQueueIsFullWhenAsManyWaitAsMayAndNotWhenAConsumerHoldsSome() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, new QueueLimits(10, 100))) {
            QueueRoom room = new QueueRoom(broker, 3);
            assertThat(room.isScenesFull()).isFalse();
            IntStream.range(0, 3).forEach(i -> send(broker, EmbeddedBroker.SCENES, "scene-" + i, 4, null));
            await().atMost(PATIENCE).until(room::isScenesFull);

            try (JMSContext session = broker.connectionFactory().createContext(JMSContext.SESSION_TRANSACTED)) {
                session.createConsumer(session.createQueue(EmbeddedBroker.SCENES))
                        .receive(PATIENCE_MILLIS);

                await().atMost(PATIENCE).until(() -> !room.isScenesFull());
                assertThat(broker.depth(EmbeddedBroker.SCENES)).isEqualTo(3);
            }
        }
    }

    @Test
    void aSceneBeyondTheHardLimitIsRefused() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, new QueueLimits(10, 2))) {
            IntStream.range(0, 2).forEach(i -> send(broker, EmbeddedBroker.SCENES, "scene-" + i, 4, null));

            assertThatThrownBy(() -> send(broker, EmbeddedBroker.SCENES, "one more", 4, null))
                    .isInstanceOf(JMSRuntimeException.class)
                    .hasMessageContaining(EmbeddedBroker.SCENES);
        }
    }

    @Test
    void aBriefThatIsMoreUrgentThanAnotherIsSeenWhileItWaits() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, new QueueLimits(10, 10))) {
            QueueRoom room = new QueueRoom(broker, 3);
            assertThat(room.isHigherBriefWaiting(Priority.LOW)).isFalse();
            send(broker, EmbeddedBroker.BRIEFS, "low", Priority.LOW.onTheWire(), null);
            send(broker, EmbeddedBroker.BRIEFS, "normal", Priority.NORMAL.onTheWire(), null);

            await().atMost(PATIENCE).until(() -> room.isHigherBriefWaiting(Priority.LOW));
            assertThat(room.isHigherBriefWaiting(Priority.NORMAL)).isFalse();
        }
    }

    @Test
    void aBriefBeyondTheDepthIsRefused() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, new QueueLimits(3, 10))) {
            IntStream.range(0, 3).forEach(i -> send(broker, EmbeddedBroker.BRIEFS, "brief-" + i, 4, null));

            assertThatThrownBy(() -> send(broker, EmbeddedBroker.BRIEFS, "one more", 4, null))
                    .isInstanceOf(JMSRuntimeException.class)
                    .hasMessageContaining(EmbeddedBroker.BRIEFS);
        }
    }

    private static void send(EmbeddedBroker broker, String queue, String text, int priority, String id) {
        try (JMSContext session = broker.connectionFactory().createContext()) {
            JMSProducer producer = session.createProducer().setPriority(priority);
            if (id != null) {
                producer.setProperty("_AMQ_DUPL_ID", id);
            }
            producer.send(session.createQueue(queue), text);
        }
    }

    private static List<String> receiveAll(EmbeddedBroker broker, int count) throws JMSException {
        List<String> texts = new ArrayList<>();
        try (JMSContext session = broker.connectionFactory().createContext()) {
            var consumer = session.createConsumer(session.createQueue(EmbeddedBroker.SCENES));
            for (int i = 0; i < count; i++) {
                Message message = consumer.receive(PATIENCE_MILLIS);
                texts.add(message == null ? "nothing came" : message.getBody(String.class));
            }
        }
        return texts;
    }
}
