package io.showrunner.routes;

import static io.showrunner.routes.LiveFolder.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.broker.EmbeddedBroker;
import io.showrunner.broker.QueueLimits;
import io.showrunner.broker.Queues;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Swapping a route that holds a message, and leaving alone the ones that do. */
class SwapUnderLoadTest {
    private static final String ENTRY = """
            - route:
                id: take
                from:
                  uri: jms:%s
                  steps:
                    - to: direct:work
            """;
    private static final String WORK = """
            - route:
                id: work
                from:
                  uri: direct:work
                  steps:
                    - bean:
                        ref: pause
                        method: "rest(%d)"
                    - to: mock:%s
            """;

    @TempDir
    Path folder;

    @TempDir
    Path data;

    @Test
    void theHeldMessageGoesBackAndTheNewRouteTakesIt() throws Exception {
        // Given
        Pause pause = new Pause();
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, new QueueLimits(10, 10));
                LiveFolder live = new LiveFolder(folder, Duration.ofSeconds(5), new SwapGate(pause::close, pause::open))
                        .withBean("pause", pause)
                        .file("take.camel.yaml", ENTRY.formatted(EmbeddedBroker.FRAMES))
                        .file("work.camel.yaml", WORK.formatted(600_000, "old"))) {
            Queues.addTo(live.context, broker, 1);
            live.start();
            MockEndpoint after = live.context.getEndpoint("mock:new", MockEndpoint.class);
            after.expectedBodiesReceived("held");
            live.context.createProducerTemplate().sendBody("jms-now:" + EmbeddedBroker.FRAMES, "held");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> live.context.getInflightRepository().size("work") == 1);

            // When
            ReloadReport report = live.edit("work.camel.yaml", WORK.formatted(0, "new"));

            // Then
            assertThat(report.swapped()).containsExactly("work");
            after.assertIsSatisfied(10_000);
            live.context.getEndpoint("mock:old", MockEndpoint.class).expectedMessageCount(0);
            live.context.getEndpoint("mock:old", MockEndpoint.class).assertIsSatisfied();
        }
    }

    @Test
    void workThatDoesNotEndIsInterruptedAfterTheTimeout() throws Exception {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, new QueueLimits(10, 10));
                LiveFolder live = new LiveFolder(folder, Duration.ofSeconds(1), SwapGate.NONE)
                        .withBean("pause", new Pause())
                        .file(
                                "take.camel.yaml",
                                WORK.formatted(600_000, "old")
                                        .replace("direct:work", "jms:" + EmbeddedBroker.FRAMES))) {
            Queues.addTo(live.context, broker, 1);
            live.start();
            MockEndpoint after = live.context.getEndpoint("mock:new", MockEndpoint.class);
            after.expectedBodiesReceived("held");
            live.context.createProducerTemplate().sendBody("jms-now:" + EmbeddedBroker.FRAMES, "held");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> live.context.getInflightRepository().size("work") == 1);

            // When
            live.edit(
                    "take.camel.yaml", WORK.formatted(0, "new").replace("direct:work", "jms:" + EmbeddedBroker.FRAMES));

            // Then
            after.assertIsSatisfied(10_000);
        }
    }

    @Test
    void aHelperThatWorksOnAfterTheTimeoutGoesNoFurtherAndItsMessageGoesBack() throws Exception {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, new QueueLimits(10, 10));
                LiveFolder live = new LiveFolder(folder, Duration.ofSeconds(1), SwapGate.NONE)
                        .withBean("pause", new Pause())
                        .file("take.camel.yaml", ENTRY.formatted(EmbeddedBroker.FRAMES))
                        .file("work.camel.yaml", WORK.formatted(4_000, "done"))) {
            Queues.addTo(live.context, broker, 1);
            live.start();
            MockEndpoint done = live.context.getEndpoint("mock:done", MockEndpoint.class);
            live.context.createProducerTemplate().sendBody("jms-now:" + EmbeddedBroker.FRAMES, "held");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> live.context.getInflightRepository().size("work") == 1);

            // When
            live.edit("work.camel.yaml", WORK.formatted(0, "new"));

            // Then
            MockEndpoint after = live.context.getEndpoint("mock:new", MockEndpoint.class);
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> after.getReceivedCounter() == 1 && broker.depth(EmbeddedBroker.FRAMES) == 0);
            assertThat(done.getReceivedCounter()).isZero();
        }
    }

    @Test
    void theDryRunDoesNotTouchLiveBeans() throws Exception {
        // Given
        CountingService counting = new CountingService();
        try (LiveFolder live = new LiveFolder(folder)
                .withBean("counting", counting)
                .file("first.camel.yaml", route("first", "one"))
                .file("work.camel.yaml", """
                        - route:
                            id: work
                            from:
                              uri: direct:work
                              steps:
                                - process:
                                    ref: counting
                        """)
                .start()) {
            int starts = counting.starts.get();

            // When
            live.edit("first.camel.yaml", route("first", "uno"));

            // Then
            assertThat(counting.starts).hasValue(starts);
            assertThat(counting.stops).hasValue(0);
            assertThat(counting.context).isSameAs(live.context);
        }
    }

    private static final class CountingService extends ServiceSupport implements Processor, CamelContextAware {
        private final AtomicInteger starts = new AtomicInteger();
        private final AtomicInteger stops = new AtomicInteger();
        private CamelContext context;

        @Override
        public void process(Exchange exchange) {
            exchange.getMessage().setBody(starts.get());
        }

        @Override
        protected void doStart() {
            starts.incrementAndGet();
        }

        @Override
        protected void doStop() {
            stops.incrementAndGet();
        }

        @Override
        public CamelContext getCamelContext() {
            return context;
        }

        @Override
        public void setCamelContext(CamelContext camelContext) {
            context = camelContext;
        }
    }
}
