package io.showrunner.writer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** Passes replies of the model on to the sessions, whole or while they arrive. Thread-safe. */
public final class Replies {
    private static final String EVENTS = "text/event-stream";

    /**
     * Goes over what the reply brings, see {@link ArrivingReply}; a reply that comes whole brings one thing.
     *
     * @param contentType null when the server did not say
     * @param retryAfter null when there was no such header
     */
    public Iterator<String> of(Writing writing, int status, String contentType, InputStream body, String retryAfter)
            throws IOException {
        if (status < 300 && contentType != null && contentType.startsWith(EVENTS)) {
            return new ArrivingReply(writing, body);
        }
        String part = writing.session().sent().part().id();
        String words = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        writing.session().accept(status, words, retryAfter);
        return List.of(part).iterator();
    }
}
