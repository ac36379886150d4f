package io.showrunner.simulator.comfyui;

import java.net.URI;
import java.util.Locale;

/** The server's defence against web pages: applies only when both headers are there and Host is loopback. */
final class OriginCheck {
    private OriginCheck() {}

    static boolean allows(String host, String origin) {
        URI to = parsed("http://" + host);
        URI from = parsed(origin);
        String target = to.getHost() == null ? "" : to.getHost().toLowerCase(Locale.ROOT);
        String source = from.getHost() == null ? "" : from.getHost().toLowerCase(Locale.ROOT);
        if (!isLoopback(target) || source.isEmpty()) {
            return true;
        }
        boolean comparePorts = to.getPort() >= 0 && from.getPort() >= 0;
        return target.equals(source) && (!comparePorts || to.getPort() == from.getPort());
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static URI parsed(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return URI.create("null");
        }
    }
}
