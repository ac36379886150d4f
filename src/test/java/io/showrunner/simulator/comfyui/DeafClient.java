package io.showrunner.simulator.comfyui;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A websocket client that never reads what it is sent. */
final class DeafClient implements AutoCloseable {
    private final String id;
    private final Socket socket = new Socket();

    DeafClient(ComfyServer server, String clientId) throws IOException {
        id = clientId;
        URI uri = server.uri("/ws?clientId=" + clientId);
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        String request = """
                GET /ws?clientId=%s HTTP/1.1
                Host: %s
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                """.formatted(clientId, uri.getAuthority()).replace("\n", "\r\n");
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String reply = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        if (!reply.endsWith("101")) {
            throw new IOException("no websocket: " + reply);
        }
    }

    String id() {
        return id;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
