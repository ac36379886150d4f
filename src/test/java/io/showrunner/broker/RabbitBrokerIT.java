package io.showrunner.broker;

import io.showrunner.RabbitProcess;
import io.showrunner.config.BrokerSettings;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

/** The contract with a RabbitMQ in a process of its own. */
class RabbitBrokerIT extends BrokerContract {
    private RabbitProcess server;

    @Override
    Broker open() throws Exception {
        server = new RabbitProcess(folder.resolve("rabbitmq"));
        server.start();
        return external(new BrokerSettings(server.url(), Optional.empty(), Optional.empty()));
    }

    @Override
    void restart() throws Exception {
        server.kill();
        server.start();
    }

    @AfterAll
    void endServer() {
        server.close();
    }
}
