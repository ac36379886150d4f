package io.showrunner.config;

import java.util.Optional;

/**
 * {@code showrunner.broker.*}.
 *
 * @param url {@code embedded}, or the URL of an external broker
 * @param user that an external broker knows; empty when it asks nobody, or the URL says it
 * @param password of the user
 */
public record BrokerSettings(String url, Optional<String> user, Optional<String> password) {

    /** True when the queues are in this process. */
    public boolean isEmbedded() {
        return url.equals("embedded");
    }

    /** True when the queues are on a RabbitMQ. */
    public boolean isRabbit() {
        return url.startsWith("amqp");
    }

    /** Where the broker is, without user and password. */
    public String address() {
        return Redaction.of(url);
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return "BrokerSettings[url=" + address() + "]";
    }
}
