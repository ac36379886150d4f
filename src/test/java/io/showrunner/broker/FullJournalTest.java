package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.showrunner.SmallDisk;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal must grow and cannot. */
class FullJournalTest {
    private static final int MORE_THAN_FIT = 20_000;

    @TempDir
    private Path folder;

    @Test
    void theQueuesStopAndSaySoAndHaveEverythingThatWasTakenWhenThereIsRoomAgain() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 40)) {
            // Given
            Queue<String> heard = new ConcurrentLinkedQueue<>();
            AtomicInteger sent = new AtomicInteger();
            try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), new QueueLimits(10, 10))) {
                broker.onFailure(cause -> heard.add(cause.getMessage()));
                disk.fill(8192);

                // When
                assertThatThrownBy(() -> send(broker, sent)).isInstanceOf(JMSRuntimeException.class);

                // Then
                await().atMost(Duration.ofSeconds(60)).until(() -> !heard.isEmpty());
                assertThat(heard).singleElement().asString().contains("No space left on device");
            }

            // When
            disk.relieve();

            // Then
            try (EmbeddedBroker again = EmbeddedBroker.start(folder.resolve("broker"), new QueueLimits(10, 10))) {
                assertThat(again.depth(EmbeddedBroker.FRAMES)).isGreaterThanOrEqualTo(sent.get());
            }
        }
    }

    private static void send(EmbeddedBroker broker, AtomicInteger sent) {
        try (JMSContext session = broker.connectionFactory().createContext()) {
            for (int i = 0; i < MORE_THAN_FIT; i++) {
                session.createProducer().send(session.createQueue(EmbeddedBroker.FRAMES), "x".repeat(1000));
                sent.incrementAndGet();
            }
        }
    }
}
