package io.showrunner.broker;

import io.showrunner.ArtemisPair;
import io.showrunner.BrokerProcess;
import io.showrunner.config.BrokerSettings;
import java.util.Optional;

/** The contract with a pair of Artemis, whose primary dies. */
class ArtemisPairIT extends ServerContract {
    @Override
    BrokerProcess server() {
        return new ArtemisPair(folder);
    }

    @Override
    BrokerSettings settings(String url) {
        return new BrokerSettings(url, Optional.empty(), Optional.empty());
    }
}
