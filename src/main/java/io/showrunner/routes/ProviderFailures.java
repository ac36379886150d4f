package io.showrunner.routes;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.showrunner.writer.StoryWriter;
import io.showrunner.writer.Writing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.ObjectHelper;

/** Tells a story why a provider failed. A 5xx counts against the breaker, and is still an answer that says something. */
public final class ProviderFailures {
    private final StoryWriter writer;
    private final Duration lockWait;

    /** @param lockWait how long a request waits for its turn */
    ProviderFailures(StoryWriter writer, Duration lockWait) {
        this.writer = writer;
        this.lockWait = lockWait;
    }

    /**
     * True while a request may wait one more second for its turn (L8).
     *
     * @param second which one it would be, from 1
     */
    public boolean mayWait(int second) {
        return second <= lockWait.toSeconds();
    }

    /** True for what broke on the way to the provider or back, and for what it refused; Camel's breaker wraps both. */
    static boolean isOfProvider(Throwable failure) {
        Throwable cause = failure instanceof RuntimeCamelException ? failure.getCause() : failure;
        return cause instanceof IOException
                || cause instanceof UncheckedIOException
                || cause instanceof HttpOperationFailedException;
    }

    private static boolean isBreakerOpen(Exception cause) {
        return ObjectHelper.getException(CallNotPermittedException.class, cause) != null;
    }

    /**
     * Passes on what the provider said, or that it said nothing.
     *
     * @throws Exception the cause itself when it is not of the provider but what a scene met that the reply brought, such as
     *     a full disk
     */
    public void tell(Writing writing, Exception cause) throws Exception {
        if (!isOfProvider(cause) && !isBreakerOpen(cause)) {
            throw cause;
        }
        HttpOperationFailedException refusal = ObjectHelper.getException(HttpOperationFailedException.class, cause);
        if (isBreakerOpen(cause)) {
            writer.notSent(
                    writing,
                    new IOException("its breaker is open, because it failed several times in a row; it"
                            + " is asked again by itself"));
        } else if (refusal == null) {
            writer.failed(writing, cause);
        } else {
            writer.answered(writing, refusal.getStatusCode(), refusal.getResponseBody(), retryAfter(refusal));
        }
    }

    private static String retryAfter(HttpOperationFailedException refusal) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (refusal.getResponseHeaders() != null) {
            headers.putAll(refusal.getResponseHeaders());
        }
        return headers.get("Retry-After");
    }
}
