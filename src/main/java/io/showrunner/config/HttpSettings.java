package io.showrunner.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * {@code showrunner.http.*}.
 *
 * @param token what callers send as {@code Authorization: Bearer}; empty for none
 * @param tokensFile tokens of people, each with its name; empty for none. One of the two must be set to bind beyond loopback
 * @param tls how the port proves what it is, and that nobody else listens
 * @param limits what callers may take of the port
 */
public record HttpSettings(
        String host, int port, String token, Optional<Path> tokensFile, TlsSettings tls, Limits limits) {
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

    /**
     * What callers may take of the port.
     *
     * @param connections at a time
     * @param idleTimeout after which a connection on which nothing is sent or received is closed
     */
    public record Limits(int connections, Duration idleTimeout) {}

    /** Refuses a port that does not exist. */
    public HttpSettings {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(tokensFile, "tokensFile");
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(limits, "limits");
        Settings.between(port, 0, 65535, "port");
    }

    /** True when callers must say who they are. */
    public boolean isGuarded() {
        return !token.isEmpty() || tokensFile.isPresent();
    }

    /** The address of the port that is listened on, as people read it. */
    public String address(int listening) {
        return address(host, listening);
    }

    /** The address for callers on this machine. */
    public String localAddress() {
        return address(EVERYWHERE.contains(host) ? "127.0.0.1" : host, port);
    }

    private String address(String name, int at) {
        boolean bare = name.contains(":") && !name.startsWith("[");
        return (tls.isOn() ? "https://" : "http://") + (bare ? "[" + name + "]" : name) + ":" + at;
    }

    /** Without the token. */
    @Override
    public String toString() {
        String shown = token.isEmpty() ? "none" : "***";
        return "HttpSettings[host=" + host + ", port=" + port + ", token=" + shown + ", tokensFile=" + tokensFile
                + ", tls=" + tls + ", limits=" + limits + "]";
    }
}
