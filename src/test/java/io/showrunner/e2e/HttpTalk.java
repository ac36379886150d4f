package io.showrunner.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says to the HTTP port exactly what the test says, also what no HTTP client would say. */
final class HttpTalk {
    private static final int PATIENCE_MILLIS = 120_000;

    private static final List<String> SECURE = List.of(
            "content-security-policy",
            "x-content-type-options",
            "x-frame-options",
            "referrer-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "cache-control");

    private final int port;
    private final InetAddress from;

    HttpTalk(int port) {
        this(port, InetAddress.getLoopbackAddress());
    }

    /** @param from the address of the caller, one of this machine's */
    HttpTalk(int port, InetAddress from) {
        this.port = port;
        this.from = from;
    }

    /** What came back. */
    record Reply(int status, Map<String, String> headers, String body) {
        JsonNode json() {
            try {
                return Json.mapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }

        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    /** What every answer tells browsers, and these. */
    static Set<String> headers(String... others) {
        Set<String> all = new TreeSet<>(SECURE);
        all.addAll(List.of(others));
        return all;
    }

    Reply get(String path, String... headers) {
        return send("GET", path, new byte[0], headers);
    }

    Reply post(String contentType, String body, String... headers) {
        return post(contentType, body.getBytes(UTF_8), headers);
    }

    Reply post(String contentType, byte[] body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Type: " + contentType;
        return send("POST", "/api/stories", body, all);
    }

    /** Adds Host unless the headers have one. */
    Reply send(String method, String path, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
        if (Arrays.stream(headers).noneMatch(header -> header.startsWith("Host:"))) {
            head.append("Host: 127.0.0.1:").append(port).append("\r\n");
        }
        List.of(headers).forEach(header -> head.append(header).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            say(socket, head.toString().getBytes(UTF_8), body);
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        }
    }

    /** A server that refuses a body need not read it to its end. */
    private static void say(Socket socket, byte[] head, byte[] body) throws IOException {
        socket.getOutputStream().write(head);
        try {
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
        } catch (SocketException refusedEarly) {
            socket.shutdownOutput();
        }
    }

    private static Reply read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        in.transferTo(all);
        String text = all.toString(ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] pair = lines[i].split(":", 2);
            headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip());
        }
        String rest = text.substring(end + 4);
        String body = "chunked".equals(headers.get("transfer-encoding")) ? joined(rest) : rest;
        return new Reply(
                Integer.parseInt(lines[0].split(" ")[1]), headers, new String(body.getBytes(ISO_8859_1), UTF_8));
    }

    private static String joined(String chunks) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (at < chunks.length()) {
            int lineEnd = chunks.indexOf("\r\n", at);
            int size = Integer.parseInt(chunks.substring(at, lineEnd), 16);
            body.append(chunks, lineEnd + 2, lineEnd + 2 + size);
            at = size == 0 ? chunks.length() : lineEnd + 2 + size + 2;
        }
        return body.toString();
    }
}
