package io.showrunner.web;

import org.apache.camel.Exchange;

/** What a request says in its path and its query. */
final class RequestValues {
    private static final int MOST_LISTED = 500;
    private static final int USUALLY_LISTED = 100;
    private static final int LONGEST_SHOWN = 100;

    private RequestValues() {}

    /** A word of the path; one that is too long to be an id of ours is cut, since answers repeat it. */
    static String path(Exchange exchange, String name) {
        String word = exchange.getMessage().getHeader(name, String.class);
        return word.length() > LONGEST_SHOWN ? word.substring(0, LONGEST_SHOWN) + "…" : word;
    }

    /** A word of the query; null when there is none. */
    static String query(Exchange exchange, String name) {
        Object wanted = exchange.getMessage().getHeader(name);
        if (wanted == null || (wanted instanceof String text && !text.isBlank() && text.length() <= LONGEST_SHOWN)) {
            return (String) wanted;
        }
        throw new BadRequest(
                "bad " + name, name + ": it must be there once at most, with 1 to " + LONGEST_SHOWN + " characters.");
    }

    /** {@code ?limit=}: how long a list is wanted at most. */
    static int limit(Exchange exchange) {
        Object wanted = exchange.getMessage().getHeader("limit");
        if (wanted == null) {
            return USUALLY_LISTED;
        }
        if (wanted instanceof String text && text.matches("[0-9]{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST_LISTED) {
                return limit;
            }
        }
        throw new BadRequest("bad limit", "limit: it must be a whole number from 1 to " + MOST_LISTED + ".");
    }
}
