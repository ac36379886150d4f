package io.showrunner.routes;

import io.showrunner.config.HttpSettings;
import io.showrunner.config.LoadedSettings;
import java.util.Properties;

/** What Camel and the routes are told: the settings that count, and what only this start knows. */
final class CamelProperties {
    private CamelProperties() {}

    /** @param watchesInbox false when another process does, or nobody shall */
    static Properties of(LoadedSettings loaded, int port, boolean watchesInbox) {
        HttpSettings http = loaded.settings().http();
        Properties properties = new Properties();
        properties.putAll(loaded.effective());
        properties.put("showrunner.inbox.mode", watchesInbox ? properties.getProperty("showrunner.inbox.mode") : "off");
        properties.put("camel.server.host", http.host());
        properties.put("camel.management.host", http.host());
        properties.put("camel.server.port", Integer.toString(port));
        properties.put("camel.management.port", Integer.toString(port));
        String tls = Boolean.toString(http.tls().isOn());
        properties.put("camel.server.use-global-ssl-context-parameters", tls);
        properties.put("camel.management.use-global-ssl-context-parameters", tls);
        properties.put(
                "camel.server.max-body-size",
                Long.toString(loaded.settings().brief().maxSize()));
        properties.put("camel.server.file-upload-enabled", "false");
        return properties;
    }
}
