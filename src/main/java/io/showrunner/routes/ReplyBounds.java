package io.showrunner.routes;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * A reply comes whole within a time and a size, or its connection is closed. The timeout of a socket begins anew with each
 * byte: it ends neither a reply that drips nor one that never stops. Server-sent events are passed on while they arrive, under
 * the same promise. Thread-safe.
 */
public final class ReplyBounds implements HttpClientConfigurer {
    private static final int MOST_BYTES = 2_000_000;
    /** An event carries one token in some 200 bytes. */
    private static final long MOST_BYTES_OF_EVENTS = 16L * MOST_BYTES;

    private final Duration longest;
    private final OpenReplies replies;

    /** @param longest as below; nobody gives a reply up */
    ReplyBounds(Duration longest) {
        this(longest, new OpenReplies(() -> false));
    }

    /** @param longest from the request to the last byte of the reply */
    ReplyBounds(Duration longest, OpenReplies replies) {
        this.longest = longest;
        this.replies = replies;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.addExecInterceptorFirst("reply-bounds", this::exchange);
    }

    /** True for a reply that is to be read while it arrives. */
    static boolean isEventStream(ClassicHttpResponse response) {
        return response.getCode() < 300
                && Optional.ofNullable(response.getEntity())
                        .map(HttpEntity::getContentType)
                        .filter(type -> type.startsWith("text/event-stream"))
                        .isPresent();
    }

    ClassicHttpResponse exchange(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Header story = request.getFirstHeader("X-Correlation-ID");
        OpenReply reply = replies.begin(story == null ? "" : story.getValue(), scope.execRuntime, longest);
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            if (isEventStream(response)) {
                response.setEntity(arriving(response.getEntity(), reply, MOST_BYTES_OF_EVENTS));
                return response;
            }
            ClassicHttpResponse whole = whole(response);
            reply.complete();
            return whole;
        } catch (IOException e) {
            throw reply.failed(e);
        } catch (HttpException | RuntimeException e) {
            reply.close();
            throw e;
        }
    }

    static HttpEntity arriving(HttpEntity entity, OpenReply reply, long mostBytes) throws IOException {
        InputStream events = new ReplyStream(entity.getContent(), reply, mostBytes);
        return new HttpEntityWrapper(entity) {
            @Override
            public InputStream getContent() {
                return events;
            }
        };
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
