package io.showrunner.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code showrunner.http.*}.
 *
 * @param token what callers send as {@code Authorization: Bearer}; empty for none
 * @param tokensFile tokens of people, each with its name; empty for none. One of the two must be set to bind beyond loopback
 */
public record HttpSettings(String host, int port, String token, Optional<Path> tokensFile) {
    /** Refuses a port that does not exist. */
    public HttpSettings {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(tokensFile, "tokensFile");
        Settings.between(port, 0, 65535, "port");
    }

    /** True when callers must say who they are. */
    public boolean isGuarded() {
        return !token.isEmpty() || tokensFile.isPresent();
    }

    /** Without the token. */
    @Override
    public String toString() {
        String shown = token.isEmpty() ? "none" : "***";
        return "HttpSettings[host=" + host + ", port=" + port + ", token=" + shown + ", tokensFile=" + tokensFile + "]";
    }
}
