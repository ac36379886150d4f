package io.showrunner.web;

import io.showrunner.config.HttpSettings;
import io.showrunner.config.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of an HTTP port. */
final class TestHttp {
    private static final String HOST = "127.0.0.1";
    private static final HttpSettings.Limits LIMITS = new HttpSettings.Limits(256, Duration.ofMinutes(1));

    private TestHttp() {}

    /** @param file of tokens; null for none */
    static HttpSettings settings(String token, Path file) {
        return new HttpSettings(HOST, 0, token, Optional.ofNullable(file), TlsSettings.OFF, LIMITS);
    }

    static HttpSettings at(String host, int port) {
        return new HttpSettings(host, port, "", Optional.empty(), TlsSettings.OFF, LIMITS);
    }
}
