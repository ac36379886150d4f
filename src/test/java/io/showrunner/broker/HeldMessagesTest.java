package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldMessagesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void aSecondCopyOfAMessageWaitsUntilTheFirstIsDoneAndNobodyElseWaits() throws Exception {
        // Given
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger others = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, new QueueLimits(10, 10));
                DefaultCamelContext context = new DefaultCamelContext()) {
            Queues.addTo(context, broker, 1);
            context.addRoutePolicyFactory(new HeldMessages(Optional.empty()));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("jms:" + Broker.SCENES + "?concurrentConsumers=3")
                            .filter(bodyAs(String.class).isEqualTo("other"))
                            .process(exchange -> others.incrementAndGet())
                            .stop()
                            .end()
                            .process(exchange -> {
                                busy.incrementAndGet();
                                end.await();
                            });
                }
            });
            context.start();

            // When
            send(broker, "scene", "scene", "other");

            // Then
            await().atMost(PATIENCE).until(() -> others.get() == 1);
            assertThat(busy).hasValue(1);
            assertThat(broker.depth(Broker.SCENES)).isEqualTo(2);
            end.countDown();
            await().atMost(PATIENCE).until(() -> busy.get() == 2 && broker.depth(Broker.SCENES) == 0);
        }
    }

    private static void send(Broker broker, String... texts) {
        try (JMSContext session = broker.connectionFactory().createContext()) {
            for (String text : texts) {
                session.createProducer().send(session.createQueue(Broker.SCENES), text);
            }
        }
    }
}
