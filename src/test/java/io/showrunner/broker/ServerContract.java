package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.showrunner.BrokerProcess;
import io.showrunner.config.BrokerSettings;
import jakarta.jms.JMSRuntimeException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The contract with a broker in processes of its own. */
abstract class ServerContract extends BrokerContract {
    private BrokerProcess server;

    /** A server that is not started yet, and how it is reached. */
    abstract BrokerProcess server() throws Exception;

    abstract BrokerSettings settings(String url);

    @Override
    Broker open() throws Exception {
        server = server();
        server.start();
        BrokerSettings settings = settings(server.url());
        HeldMessages held = new HeldMessages(Optional.empty());
        return ExternalBroker.start(
                Brokers.server(settings, LIMITS, held),
                settings.address(),
                FolderLock.take(folder.resolve("data")),
                held);
    }

    @Override
    void restart() throws Exception {
        server.restart();
    }

    @Test
    void aBrokerThatHangsIsTroubleUntilItGoesOnAndLosesNothing() throws Exception {
        // Given
        send(Broker.SCENES, "scene", 4);

        // When
        server.signal("STOP");
        try {
            await().atMost(PATIENCE).until(() -> broker.trouble().isPresent());
            assertThatThrownBy(this::transaction).isInstanceOf(JMSRuntimeException.class);
        } finally {
            server.signal("CONT");
        }

        // Then
        await().atMost(PATIENCE).until(this::canCount);
        assertThat(takeAll(Broker.SCENES)).containsExactly("scene");
    }

    @AfterAll
    void endServer() {
        server.close();
    }
}
