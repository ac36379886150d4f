package io.showrunner.broker;

import io.showrunner.ArtemisProcess;
import io.showrunner.config.BrokerSettings;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

/** The contract with an Artemis in a process of its own. */
class ArtemisBrokerIT extends BrokerContract {
    private ArtemisProcess server;

    @Override
    Broker open() throws Exception {
        server = new ArtemisProcess(folder);
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
