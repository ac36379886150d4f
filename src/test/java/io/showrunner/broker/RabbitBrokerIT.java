package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.BrokerProcess;
import io.showrunner.RabbitProcess;
import io.showrunner.config.BrokerSettings;
import jakarta.jms.JMSContext;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract with a RabbitMQ that knows one user, who may do nothing that is not needed. */
class RabbitBrokerIT extends ServerContract {
    /** Far less than its default, so that it can be outlasted here. */
    private static final Duration CONSUMER_TIMEOUT = Duration.ofSeconds(2);

    @Override
    BrokerProcess server() {
        return RabbitProcess.in(
                folder.resolve("rabbitmq"),
                "consumer_timeout = " + CONSUMER_TIMEOUT.toMillis(),
                "default_user = showrunner",
                "default_pass = a secret",
                "default_permissions.configure = ^(showrunner[.]|jms[.-]).*$",
                // This version takes what is to be read for what is to be written.
                "default_permissions.write = ^((showrunner[.]|jms[.-]).*|amq[.]default)$",
                "default_permissions.read = ^((showrunner[.]|jms[.-]).*|amq[.]default)$");
    }

    @Override
    BrokerSettings settings(String url) {
        return new BrokerSettings(url, Optional.of("showrunner"), Optional.of("a secret"));
    }

    /** It knows nothing of ids. */
    @Override
    int copiesOfTwo() {
        return 2;
    }

    @Test
    void aMessageIsHeldLongerThanTheTimeThatTheBrokerGivesItsConsumers() {
        // Given
        send(Broker.SCENES, "scene", 4);

        // When
        try (JMSContext session = transaction()) {
            take(session, Broker.SCENES);
            await().during(CONSUMER_TIMEOUT.multipliedBy(2))
                    .atMost(PATIENCE)
                    .until(() -> broker.waiting(Broker.SCENES) == 0);
            session.commit();
        }

        // Then
        assertThat(takeAll(Broker.SCENES)).isEmpty();
    }
}
