package io.showrunner.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.showrunner.story.Json;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * An error as HTTP clients get it (RFC 9457).
 *
 * @param title what went wrong, the same text for the same kind of error
 * @param detail what the caller can do about this one
 * @param problems one sentence for each thing that is wrong with the input; null when there is only the detail
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, int status, String title, String detail, List<String> problems) {
    /** The media type of a problem. */
    public static final String CONTENT_TYPE = "application/problem+json";

    /** A problem without a list. */
    public static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", status, title, detail, null);
    }

    /** 500: what happened stands in the log under the id, and only there. */
    static Problem unforeseen(String id) {
        return of(500, "internal error", "See the log of the server for id " + id + ".");
    }

    /** The same problem with the single things that are wrong. */
    Problem with(List<String> sentences) {
        return new Problem(type, status, title, detail, sentences);
    }

    /** Ends the request with it. */
    public void answer(RoutingContext routing) {
        routing.response()
                .setStatusCode(status)
                .putHeader("Content-Type", CONTENT_TYPE)
                .end(Json.write(this));
    }
}
