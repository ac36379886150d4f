package io.showrunner.config;

/** {@code showrunner.broker.*}: {@code embedded}, or the URL of an external broker. */
public record BrokerSettings(String url) {
    /** Without user and password. */
    @Override
    public String toString() {
        return "BrokerSettings[url=" + Redaction.of(url) + "]";
    }
}
