package io.showrunner.web;

import io.showrunner.brief.UploadedKeyframes;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.file.Path;

/** Takes forms: a brief together with its pictures. Every file of a form goes to the disk, and away with its answer. */
final class Uploads {
    private static final long MOST_BYTES = 128L << 20;
    private static final int AFTER_THE_GUARD = -999;

    private Uploads() {}

    /**
     * Forms that come with a request that only reads are refused: the server can read none there.
     *
     * @param folder where files are while their request is answered
     */
    static void takeFrom(Router router, Path folder, ErrorAnswers errors) {
        router.route()
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .consumes("multipart/form-data")
                .consumes("application/x-www-form-urlencoded")
                .order(AFTER_THE_GUARD)
                .handler(Problem.of(415, "unknown content type", "A form comes with POST.")::answer);
        router.route(HttpMethod.POST, "/api/stories")
                .consumes("multipart/form-data")
                .order(AFTER_THE_GUARD)
                .handler(BodyHandler.create(folder.toString())
                        .setBodyLimit(MOST_BYTES)
                        .setDeleteUploadedFilesOnEnd(true))
                .failureHandler(routing -> failed(routing, errors));
    }

    private static void failed(RoutingContext routing, ErrorAnswers errors) {
        if (routing.statusCode() == 413 && !routing.response().ended()) {
            Problem.of(
                            413,
                            "too large",
                            "A brief and its pictures, at most " + UploadedKeyframes.MOST + ", may have "
                                    + (MOST_BYTES >> 20) + " MB together.")
                    .answer(routing);
        } else {
            errors.failed(routing);
        }
    }
}
