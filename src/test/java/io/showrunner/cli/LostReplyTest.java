package io.showrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that takes requests and says nothing, or only the second time. */
class LostReplyTest {
    private static final String STORY = "HTTP/1.1 202 Accepted\r\nContent-Length: 20\r\n\r\n{\"storyId\": \"story\"}";
    private static final String STREAM = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new ArrayList<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Test
    void aBriefWhoseReplyIsLostIsSentAgainWithTheSameKey() throws Exception {
        answering("", STORY);

        String story = api().submit("application/json", "{}".getBytes(StandardCharsets.UTF_8))
                .path("storyId")
                .asText();

        assertThat(story).isEqualTo("story");
        assertThat(heads).hasSize(2);
        assertThat(key(heads.get(0))).isNotEmpty().isEqualTo(key(heads.get(1)));
    }

    @Test
    void aBriefIsNotSentAgainWhenNobodyIsThere() throws Exception {
        server.close();

        assertThatThrownBy(() -> api().submit("application/json", new byte[0]))
                .isInstanceOf(ApiClient.Unreachable.class);
    }

    @Test
    void aServerThatSaysNothingIsAskedAnew() throws Exception {
        answering(STREAM, STREAM + "id: 1\ndata: {\"type\": \"reset\"}\n\n");
        List<String> notes = new ArrayList<>();

        new EventReader(api(), time -> {}, notes::add, Duration.ofMillis(300)).until(event -> true);

        assertThat(heads).hasSize(2);
        assertThat(notes).containsExactly("the server has ended the connection; waiting for it", "the server is back");
    }

    private ApiClient api() {
        return new ApiClient(URI.create("http://127.0.0.1:" + server.getLocalPort()), "", Optional.empty());
    }

    private static String key(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "Idempotency-Key:", 0, 16))
                .findFirst()
                .orElse("");
    }

    /** Each connection gets the next of these; one without words is closed. */
    private void answering(String... replies) {
        Thread thread = new Thread(() -> {
            for (String reply : replies) {
                answer(reply);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void answer(String reply) {
        try {
            Socket socket = server.accept();
            open.add(socket);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder head = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
            }
            heads.add(head.toString());
            socket.getOutputStream().write(reply.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            if (reply.isEmpty()) {
                socket.close();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
