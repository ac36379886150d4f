package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A websocket client that keeps everything it hears. */
final class EventLog implements WebSocket.Listener, AutoCloseable {
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<byte[]> pictures = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final AtomicInteger pongs = new AtomicInteger();
    private volatile boolean closed;
    private WebSocket socket;

    static EventLog connect(ComfyServer server, String path) {
        var log = new EventLog();
        URI http = server.uri(path);
        log.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(http.toString().replaceFirst("http", "ws")), log)
                .join();
        log.await("status");
        return log;
    }

    static EventLog of(ComfyServer server, String clientId) {
        return connect(server, "/ws?clientId=" + clientId);
    }

    List<JsonNode> events() {
        return List.copyOf(events);
    }

    List<JsonNode> of(String type) {
        return events.stream().filter(e -> type(e).equals(type)).toList();
    }

    List<String> types() {
        return events.stream().map(EventLog::type).toList();
    }

    List<byte[]> pictures() {
        return List.copyOf(pictures);
    }

    boolean isClosed() {
        return closed;
    }

    int pongs() {
        return pongs.get();
    }

    void ping() {
        socket.sendPing(ByteBuffer.allocate(0)).join();
    }

    void await(String type) {
        await(event -> type(event).equals(type));
    }

    /** Waits for {@code executing} with node null, the last event of a prompt. */
    void awaitEnd() {
        await(EventLog::isEnd);
    }

    void await(Predicate<JsonNode> wanted) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> events.stream().anyMatch(wanted));
    }

    static boolean isEnd(JsonNode event) {
        return type(event).equals("executing")
                && event.path("data").path("node").isNull();
    }

    static String type(JsonNode event) {
        return event.path("type").asText();
    }

    void send(String message) {
        socket.sendText(message, true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            events.add(ComfyServer.parse(text.toString()));
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] copy = new byte[data.remaining()];
        data.get(copy);
        pictures.add(copy);
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        pongs.incrementAndGet();
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed = true;
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed = true;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
