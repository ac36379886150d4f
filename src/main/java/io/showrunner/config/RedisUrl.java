package io.showrunner.config;

import java.net.URI;
import java.net.URISyntaxException;

/** How the address of a Redis server is written. */
final class RedisUrl {
    private RedisUrl() {}

    static ValueType<URI> type() {
        return new ValueType<>(
                "redis://host:port/database or, with TLS, rediss://host:port/database; user:password@ before the host",
                RedisUrl::parse);
    }

    private static URI parse(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "characters such as / and @ in a password are written as %2F and %40", e);
        }
        if (!text.matches("rediss?:.*") || url.getHost() == null || url.getPort() > 65535) {
            throw new IllegalArgumentException();
        }
        if (!url.getPath().matches("(/\\d{0,4})?")) {
            throw new IllegalArgumentException("the database is a number");
        }
        if (url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException("it has no ? and no #");
        }
        return url;
    }
}
