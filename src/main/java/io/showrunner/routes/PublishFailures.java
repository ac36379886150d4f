package io.showrunner.routes;

import io.minio.errors.ErrorResponseException;
import io.showrunner.config.PublishSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/**
 * Says in one line why a story could not be copied. A storage that is away or overloaded is waited for; one that refuses is
 * asked as often as any delivery is tried.
 */
public final class PublishFailures {
    private static final int SERVER_ERROR = 500;

    private final String place;

    PublishFailures(PublishSettings settings) {
        place = settings.place().orElse("no storage");
    }

    /** Always throws. */
    public void failed(Throwable failure) {
        if (causes(failure).anyMatch(GivenBack.class::isInstance)) {
            throw new GivenBack("stopping; the delivery goes back to its queue");
        }
        Throwable cause = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
        String words = "cannot publish to " + place + ": " + cause.getMessage();
        if (isAway(cause)) {
            throw new UncheckedIOException(words, new IOException(words, failure));
        }
        throw new IllegalStateException(words);
    }

    private static boolean isAway(Throwable cause) {
        return cause instanceof ErrorResponseException refused
                ? refused.response().code() >= SERVER_ERROR
                : cause instanceof IOException;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
