package io.showrunner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.health.HttpCalls;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Talks to a running Showrunner over its HTTP API. Every failure is an {@link IOException} that says what to do about it:
 * a refusal in the server's own words, else why there was no answer.
 */
final class ApiClient {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 64 << 20;
    private static final BodyPublisher NOTHING = BodyPublishers.noBody();

    private final HttpCalls http;
    private final URI server;
    private final String token;

    /**
     * @param token sent as bearer token; empty for none
     * @param tls whom to trust; empty for whom the JVM trusts
     */
    ApiClient(URI server, String token, Optional<SSLContext> tls) {
        http = new HttpCalls(MOST_BYTES, tls);
        this.server = server;
        this.token = token;
    }

    /** An id as one segment of a path, whatever is in it. */
    static String segment(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) throws IOException {
        return send(request(path).GET());
    }

    JsonNode post(String path) throws IOException {
        return send(request(path).POST(NOTHING));
    }

    JsonNode post(String path, String contentType, byte[] body) throws IOException {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
    }

    /**
     * Hands in a brief. When the reply is lost it is handed in once more under the same key, which makes it one story however
     * often it arrived.
     */
    JsonNode submit(String contentType, byte[] brief) throws IOException {
        String key = UUID.randomUUID().toString();
        try {
            return submit(contentType, brief, key);
        } catch (Unreachable e) {
            if (e.isNobodyThere()) {
                throw e;
            }
            return submit(contentType, brief, key);
        }
    }

    private JsonNode submit(String contentType, byte[] brief, String key) throws IOException {
        return send(request("/api/stories")
                .header("Content-Type", contentType)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofByteArray(brief)));
    }

    JsonNode put(String path, Object body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(Json.write(body))));
    }

    /** The answer of a deletion is a missing node when the server has nothing more to say. */
    JsonNode delete(String path) throws IOException {
        return send(request(path).DELETE());
    }

    /** Saves what is at the path; the file is there when it is whole. */
    void save(String path, Path target) throws IOException {
        Path partial = target.resolveSibling(DurableFiles.TEMPORARY + target.getFileName());
        try (InputStream content = open(path)) {
            Files.copy(content, partial, StandardCopyOption.REPLACE_EXISTING);
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** What is at the path, as it comes; the caller closes it. */
    InputStream open(String path, String... headers) throws IOException {
        HttpRequest.Builder request = request(path).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<InputStream> answer = http.open(request.build(), DEADLINE);
            if (answer.statusCode() / 100 != 2) {
                try (InputStream body = answer.body()) {
                    throw refusal(answer, new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
                }
            }
            return answer.body();
        } catch (Refusal e) {
            throw e;
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Refusal refusal(HttpResponse<?> answer, String body) {
        return refusal(new HttpCalls.Reply(
                answer.statusCode(),
                answer.headers().firstValue("content-type").orElse(""),
                answer.headers().firstValue("retry-after").orElse(""),
                body,
                Duration.ZERO));
    }

    private Refusal refusal(HttpCalls.Reply reply) {
        boolean isFinal = reply.status() / 100 == 4
                && reply.status() != 429
                && reply.contentType().contains("json");
        return new Refusal(ProblemText.of(server, reply), isFinal);
    }

    private Unreachable unreachable(IOException cause) {
        String hint = isRefusedCertificate(cause)
                ? "; trust the certificate with --ca FILE or showrunner.http.tls.ca, and name the server with --url as it does"
                : "; is Showrunner running there?";
        return new Unreachable("cannot reach " + server + " (" + cause.getMessage() + ")" + hint, cause);
    }

    private static boolean isRefusedCertificate(Throwable failure) {
        return failure != null
                && (failure instanceof SSLHandshakeException || isRefusedCertificate(failure.getCause()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.toString().replaceFirst("/+$", "") + path))
                .timeout(DEADLINE)
                .setHeader("Accept", "application/json, application/problem+json, */*");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException {
        HttpCalls.Reply reply;
        try {
            reply = http.send(request.build(), DEADLINE).join();
        } catch (CompletionException e) {
            throw unreachable((IOException) e.getCause());
        }
        if (reply.status() / 100 != 2) {
            throw refusal(reply);
        }
        try {
            return Json.mapper().readTree(reply.body());
        } catch (JsonProcessingException e) {
            throw new IOException(server + " does not answer JSON; is this Showrunner?", e);
        }
    }

    /** The server has answered and does not do it. */
    static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        private final boolean isFinal;

        Refusal(String message, boolean isFinal) {
            super(message);
            this.isFinal = isFinal;
        }

        /** False when the same may succeed later: the server is busy, starts or stops. */
        boolean isFinal() {
            return isFinal;
        }
    }

    /** Nobody answered. */
    static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }

        /** False when the request may have arrived all the same. */
        boolean isNobodyThere() {
            return Stream.iterate(getCause(), Objects::nonNull, Throwable::getCause)
                    .anyMatch(each -> each instanceof ConnectException
                            || each instanceof HttpConnectTimeoutException
                            || each instanceof SSLException);
        }
    }
}
