package io.showrunner.routes;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * A reply comes whole within a time and a size, or its connection is closed. The timeout of a socket begins anew with each
 * byte: it ends neither a reply that drips nor one that never stops. Thread-safe.
 */
public final class ReplyBounds implements HttpClientConfigurer {
    private static final int MOST_BYTES = 2_000_000;

    private final Duration longest;

    /** @param longest from the request to the last byte of the reply */
    ReplyBounds(Duration longest) {
        this.longest = longest;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.addExecInterceptorFirst("reply-bounds", this::exchange);
    }

    ClassicHttpResponse exchange(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        CompletableFuture<Void> end = new CompletableFuture<>();
        end.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
            scope.execRuntime.discardEndpoint();
            return null;
        });
        try {
            return whole(chain.proceed(request, scope));
        } catch (IOException | HttpException | RuntimeException e) {
            scope.execRuntime.discardEndpoint();
            if (end.isCompletedExceptionally()) {
                SocketTimeoutException late =
                        new SocketTimeoutException("no whole reply within " + longest.toMillis() + "ms");
                late.initCause(e);
                throw late;
            }
            throw e;
        } finally {
            end.complete(null);
        }
    }

    private static ClassicHttpResponse whole(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            byte[] body = entity.getContent().readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                throw new IOException("the reply has more than " + MOST_BYTES + " bytes");
            }
            response.setEntity(new ByteArrayEntity(body, ContentType.parseLenient(entity.getContentType())));
        }
        return response;
    }
}
