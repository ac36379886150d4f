package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.cluster.LlmTurns;
import io.showrunner.writer.ProviderHealth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shipped routes of one request's turn at the language model (L7, L8). */
class LlmTurnRouteTest {
    private final CamelContext context = new DefaultCamelContext();
    private final List<Request> without = new CopyOnWriteArrayList<>();
    private final List<Request> answered = new CopyOnWriteArrayList<>();
    private final CountDownLatch busy = new CountDownLatch(1);
    private ProducerTemplate producer;
    private final AtomicInteger asked = new AtomicInteger();

    /** Stands for the story that is written. */
    public record Request(String id) {
        /** One answers at once, all others are slow. */
        public String getProviderId() {
            return id.equals("prompt") ? id : "slow";
        }
    }

    /** Stands for the story writer. */
    public final class Turns {
        /** The turn did not come. */
        public void turnDidNotCome(Request request) {
            without.add(request);
        }
    }

    /** Stands for what tells the story why its request failed. */
    public static final class Failures {
        private final ProviderFailures shipped = new ProviderFailures(null, Duration.ofSeconds(2));

        /** As shipped. */
        public boolean mayWait(int second) {
            return shipped.mayWait(second);
        }

        /** As shipped, for what is not of the provider. */
        public void tell(Request request, Exception cause) throws Exception {
            shipped.tell(null, cause);
        }
    }

    @BeforeEach
    void theShippedRoutes() throws Exception {
        context.getPropertiesComponent().addInitialProperty("showrunner.llm.max-concurrent", "1");
        context.getRegistry().bind("storyWriter", new Turns());
        context.getRegistry().bind("llmTurns", new LlmTurns(Optional.empty(), 1));
        context.getRegistry().bind("providerHealth", new ProviderHealth(null, null, null, System::nanoTime));
        context.getRegistry().bind("providerFailures", new Failures());
        context.getCamelContextExtension()
                .getContextPlugin(Model.class)
                .addModelLifecycleStrategy(new ErrorsAtTheEdge());
        RoutesLoader loader = context.getCamelContextExtension().getContextPlugin(RoutesLoader.class);
        loader.loadRoutes(
                ResourceHelper.resolveResource(context, "file:routes/errors.camel.yaml"),
                ResourceHelper.resolveResource(context, "file:routes/ask-provider.camel.yaml"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:post-to-llm-slow").process(exchange -> {
                    asked.incrementAndGet();
                    busy.await();
                    answered.add(exchange.getVariable("writing", Request.class));
                });
            }
        });
        context.start();
        producer = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        busy.countDown();
        context.stop();
    }

    @Test
    void aTurnThatDoesNotComeInTimeIsGivenUpAndOneThatDoesIsTaken() {
        // Given
        Request first = new Request("first");
        Request late = new Request("late");
        CompletableFuture<Exchange> running = send(first);
        await().atMost(Duration.ofMinutes(1)).until(() -> asked.get() == 1);

        // When
        long began = System.nanoTime();
        send(late).join();
        Duration waited = Duration.ofNanos(System.nanoTime() - began);

        // Then
        assertThat(without).containsExactly(late);
        assertThat(waited).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(30));

        // When
        Request patient = new Request("patient");
        CompletableFuture<Exchange> next = send(patient);
        busy.countDown();

        // Then
        assertThat(running.join().getException()).isNull();
        assertThat(next.join().getException()).isNull();
        assertThat(answered).containsExactly(first, patient);
        assertThat(without).containsExactly(late);
    }

    @Test
    void whatASceneMeetsThatTheReplyBroughtIsNotTheProvidersFailure() throws Exception {
        // Given
        IOException full = new IOException("No space left on device");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:post-to-llm-prompt")
                        .setBody(constant("scene-001"))
                        .split(body())
                        .stopOnException()
                        .throwException(new UncheckedIOException(full));
            }
        });

        // When
        Exchange result = send(new Request("prompt")).join();

        // Then
        assertThat(result.getException()).hasRootCause(full);
    }

    private CompletableFuture<Exchange> send(Request request) {
        return producer.asyncSend("direct:take-llm-turn", exchange -> exchange.setVariable("writing", request));
    }
}
