package io.showrunner.simulator.comfyui;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests with headers that java.net.http does not let through, written by hand. */
final class RawHttp {
    private RawHttp() {}

    /** The status code of the reply to a request without a body. */
    static int status(ComfyServer server, String method, String path, String... headers) {
        URI uri = server.uri(path);
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            String request = method + " " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] line = socket.getInputStream().readNBytes(12);
            return Integer.parseInt(new String(line, StandardCharsets.ISO_8859_1).substring(9));
        } catch (IOException e) {
            throw new AssertionError(method + " " + uri, e);
        }
    }
}
