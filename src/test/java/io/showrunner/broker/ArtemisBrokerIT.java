package io.showrunner.broker;

import io.showrunner.ArtemisProcess;
import io.showrunner.BrokerProcess;
import io.showrunner.ServerKeys;
import io.showrunner.config.BrokerSettings;
import java.util.Optional;

/** The contract with an Artemis that speaks TLS and knows one user, who may do nothing that is not needed. */
class ArtemisBrokerIT extends ServerContract {
    private ServerKeys keys;

    @Override
    BrokerProcess server() throws Exception {
        keys = ServerKeys.make(folder.resolve("keys"));
        return new ArtemisProcess(
                folder,
                "--login",
                "showrunner:a secret",
                "--keys",
                keys.keyStore().toString());
    }

    @Override
    BrokerSettings settings(String url) {
        String tls =
                "?sslEnabled=true&trustStorePath=" + keys.trustStore() + "&trustStorePassword=" + ServerKeys.PASSWORD;
        return new BrokerSettings(url + tls, Optional.of("showrunner"), Optional.of("a secret"));
    }
}
