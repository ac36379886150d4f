package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** What the nodes of a cluster rely on, whichever broker has their topics. */
abstract class TopicContract extends QueueUser {
    private static final String TOPIC = "jms-topic:topic:showrunner.changes";

    /** Every node of a cluster hears what one of them tells. */
    @Test
    void whatIsToldOnATopicIsHeardByAllWhoListenAndByTheOneThatToldIt() throws Exception {
        try (DefaultCamelContext one = listener();
                DefaultCamelContext other = listener()) {
            // Given
            MockEndpoint heardByOne = one.getEndpoint("mock:heard", MockEndpoint.class);
            MockEndpoint heardByOther = other.getEndpoint("mock:heard", MockEndpoint.class);
            await().atMost(PATIENCE).untilAsserted(() -> {
                one.createProducerTemplate().sendBody(TOPIC, "are you there?");
                assertThat(heardByOther.getReceivedCounter()).isPositive();
                assertThat(heardByOne.getReceivedCounter()).isPositive();
            });

            // When
            other.createProducerTemplate().sendBody(TOPIC, "news");

            // Then
            for (MockEndpoint heard : List.of(heardByOne, heardByOther)) {
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard.getReceivedExchanges())
                        .extracting(exchange -> exchange.getMessage().getBody(String.class))
                        .endsWith("news"));
            }
        }
    }

    private DefaultCamelContext listener() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        Queues.addTo(context, broker, 1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(TOPIC).to("mock:heard");
            }
        });
        context.start();
        return context;
    }
}
