package io.showrunner.health;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Plain HTTP/1.1 exchanges with a deadline for the whole answer and a limit to its size. Redirects are not followed, so a
 * token never goes elsewhere. Thread-safe.
 */
public final class HttpCalls {
    private static final int MOST_BYTES = 1 << 20;

    private final int mostBytes;
    private final HttpClient client;

    public HttpCalls() {
        this(MOST_BYTES, Optional.empty());
    }

    /**
     * @param mostBytes of an answer that is taken whole
     * @param tls whom to trust; empty for whom the JVM trusts
     */
    public HttpCalls(int mostBytes, Optional<SSLContext> tls) {
        this.mostBytes = mostBytes;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(2));
        tls.ifPresent(builder::sslContext);
        client = builder.build();
    }

    /**
     * A complete answer.
     *
     * @param contentType empty when the server does not say
     * @param retryAfter the header as it is; empty when there is none
     * @param latency from sending to the last byte
     */
    public record Reply(int status, String contentType, String retryAfter, String body, Duration latency) {}

    /** Sends a request. A failure completes the future with an {@link IOException} whose message is for people. */
    public CompletableFuture<Reply> send(HttpRequest request, Duration deadline) {
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<String>> exchange =
                client.sendAsync(request, response -> new BoundedText(mostBytes));
        CompletableFuture.delayedExecutor(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> exchange.cancel(true));
        return exchange.handle((response, failure) -> {
            if (failure != null) {
                throw new CompletionException(new IOException(words(failure, deadline), failure));
            }
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("content-type").orElse(""),
                    response.headers().firstValue("retry-after").orElse(""),
                    response.body(),
                    Duration.ofNanos(System.nanoTime() - start));
        });
    }

    /**
     * Sends a request whose answer may be of any size and come for any time; the caller closes its body.
     *
     * @throws IOException when there is none; its message is for people
     */
    public HttpResponse<InputStream> open(HttpRequest request, Duration deadline)
            throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new IOException(words(e, deadline), e);
        }
    }

    private static String words(Throwable failure, Duration deadline) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HttpConnectTimeoutException) {
            return "no connection within 2 s";
        }
        if (cause instanceof CancellationException || cause instanceof HttpTimeoutException) {
            return "no answer within " + deadline.toMillis() / 1000.0 + " s";
        }
        if (cause instanceof ConnectException) {
            return cause.getCause() instanceof UnresolvedAddressException ? "host not known" : "connection refused";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
