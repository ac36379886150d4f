package io.showrunner.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.ResourceAllocationException;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jms.UncategorizedJmsException;

class StoryAnswersTest {
    private final StoryAnswers answers = new StoryAnswers();
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @ParameterizedTest(name = "{0} is read as {1}")
    @CsvSource({
        "application/json, http.json",
        "APPLICATION/JSON;charset=utf-8, http.json",
        "application/yaml, http.yaml",
        "application/x-yaml, http.yaml",
        "text/yaml; charset=utf-8, http.yaml",
        "text/markdown, http.md"
    })
    void namesTheBriefAfterItsContentType(String type, String name) {
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, type);
        answers.nameBrief(exchange);
        assertThat(exchange.getMessage().getHeader(Exchange.FILE_NAME)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "json", "application/jsonx", "*/*"})
    void readsNoOtherContentType(String type) {
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, type);
        assertThatThrownBy(() -> answers.nameBrief(exchange)).isInstanceOf(UnreadableType.class);
    }

    @Test
    void letsNoHeaderOfTheCallerIntoTheRoutes() {
        exchange.getMessage().setHeader("Cookie", "secret");
        exchange.getMessage().setHeader("JMSReplyTo", "elsewhere");
        exchange.getMessage().setBody("{}");
        answers.nameBrief(exchange);
        assertThat(exchange.getMessage().getHeaders()).containsOnlyKeys(Exchange.FILE_NAME);
        assertThat(exchange.getMessage().getBody(byte[].class)).isEqualTo("{}".getBytes(UTF_8));
    }

    @Test
    void tellsNothingOfAnUnforeseenErrorButWhereToFindIt() {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IllegalStateException("the vault's code is 1234"));
        exchange.getMessage().setHeader("CamelSecret", "x");
        Answers.failed(exchange);
        assertThat(exchange.getMessage().getBody(String.class))
                .contains("\"status\":500", "See the log of the server for id ")
                .doesNotContain("1234", "Exception");
        assertThat(exchange.getMessage().getHeaders())
                .containsOnlyKeys(Exchange.HTTP_RESPONSE_CODE, Exchange.CONTENT_TYPE);
    }

    @ParameterizedTest
    @MethodSource("fullQueues")
    void saysWhenToComeBackToAFullQueue(Throwable reason) {
        answers.notQueued(failedWith(new UncategorizedJmsException(reason)));
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(429);
        assertThat(exchange.getMessage().getHeader("Retry-After")).isEqualTo(30);
    }

    static Stream<Throwable> fullQueues() {
        return Stream.of(
                new JMSException("AMQ229102").initCause(new ActiveMQAddressFullException("address is full")),
                new ResourceAllocationException("queue is full"));
    }

    @Test
    void doesNotCallABrokerThatFailsAFullQueue() {
        answers.notQueued(failedWith(new UncategorizedJmsException(new JMSException("the journal cannot be written"))));
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(503);
        assertThat(exchange.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo(Problem.CONTENT_TYPE);
        assertThat(exchange.getMessage().getBody(String.class))
                .contains("\"status\":503", "Send it again later.")
                .doesNotContain("journal");
    }

    private Exchange failedWith(Exception failure) {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        return exchange;
    }
}
