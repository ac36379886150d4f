package io.showrunner.web.files;

import io.showrunner.story.Json;
import io.showrunner.story.StoryStore;
import io.showrunner.web.Problem;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code /api/stories/{storyId}/files}: the list of a story's files, and each of them, whole or a part of it. They go from the disk to
 * the connection without a stop in memory.
 */
public final class StoryFiles {
    private static final String PATH = "/api/stories/:storyId/files";
    /** A file may show pictures of its folder, and run nothing. */
    private static final String POLICY =
            "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox allow-same-origin";

    private static final int BEFORE_THE_PATH = 5;
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final StoryFolder folder;

    private StoryFiles(StoryFolder folder) {
        this.folder = folder;
    }

    /** @param order of the routes on the router, after that of the guard */
    public static void serve(Router router, StoryStore store, int order) {
        StoryFiles files = new StoryFiles(new StoryFolder(store));
        router.get(PATH).order(order).handler(files::list);
        router.route(PATH + "/*")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(order)
                .handler(files::answer);
    }

    private void list(RoutingContext routing) {
        String storyId = routing.pathParam("storyId");
        routing.vertx()
                .executeBlocking(() -> folder.all(storyId), false)
                .onSuccess(found -> found.ifPresentOrElse(
                        files -> routing.response()
                                .putHeader("Content-Type", "application/json")
                                .end(Json.write(files)),
                        () -> Problem.of(404, "no such story", "There is no story of this id.")
                                .answer(routing)))
                .onFailure(routing::fail);
    }

    private void answer(RoutingContext routing) {
        routing.vertx()
                .executeBlocking(() -> find(routing), false)
                .onSuccess(found -> found.ifPresentOrElse(file -> send(routing, file), () -> Problem.of(
                                404, "no such file", "The list of the story's files is one path above.")
                        .answer(routing)))
                .onFailure(routing::fail);
    }

    private Optional<StoryFile> find(RoutingContext routing) throws IOException {
        String path = routing.normalizedPath().split("/", BEFORE_THE_PATH + 1)[BEFORE_THE_PATH];
        try {
            String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            return folder.find(routing.pathParam("storyId"), decoded);
        } catch (IllegalArgumentException undecodable) {
            return Optional.empty();
        }
    }

    private static void send(RoutingContext routing, StoryFile file) {
        HttpServerRequest request = routing.request();
        describe(file, request, routing.response());
        if (isKnown(request.getHeader("If-None-Match"), file.tag())) {
            routing.response().setStatusCode(304).end();
            return;
        }
        try {
            Optional<ByteRange> part = isSameStill(request.getHeader("If-Range"), file)
                    ? ByteRange.of(request.getHeader("Range"), file.bytes())
                    : Optional.empty();
            part.ifPresent(
                    range -> routing.response().setStatusCode(206).putHeader("Content-Range", range.of(file.bytes())));
            send(
                    routing,
                    file,
                    part.map(ByteRange::first).orElse(0L),
                    part.map(ByteRange::length).orElse(file.bytes()));
        } catch (ByteRange.Beyond e) {
            routing.response().putHeader("Content-Range", "bytes */" + file.bytes());
            Problem.of(416, "no such part", "The file has " + file.bytes() + " bytes; ask for a part of them.")
                    .answer(routing);
        }
    }

    private static void send(RoutingContext routing, StoryFile file, long first, long length) {
        HttpServerResponse response = routing.response();
        if (routing.request().method().equals(HttpMethod.HEAD) || length == 0) {
            response.putHeader("Content-Length", Long.toString(length)).end();
        } else {
            response.sendFile(file.file().toString(), first, length).onFailure(why -> broken(routing, why));
        }
    }

    /** A client that has seen enough hangs up; after the first byte there is nothing more to say. */
    private static void broken(RoutingContext routing, Throwable why) {
        if (routing.response().headWritten()) {
            routing.request().connection().close();
        } else {
            routing.fail(why);
        }
    }

    private static void describe(StoryFile file, HttpServerRequest request, HttpServerResponse response) {
        FileKind kind = FileKind.of(file.name());
        boolean isShown = kind.isShown() && request.getParam("download") == null;
        response.putHeader("Content-Type", kind.type())
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Accept-Ranges", "bytes")
                .putHeader("ETag", file.tag())
                .putHeader("Last-Modified", date(file))
                .putHeader("Cache-Control", "private, no-cache")
                .putHeader(
                        "Content-Disposition",
                        (isShown ? "inline" : "attachment") + "; filename*=UTF-8''" + name(file));
    }

    private static String name(StoryFile file) {
        return URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String date(StoryFile file) {
        return HTTP_DATE.format(file.changedAt().atOffset(ZoneOffset.UTC));
    }

    private static boolean isKnown(String tags, String tag) {
        return tags != null
                && Stream.of(tags.split(","))
                        .map(each -> each.strip().replaceFirst("^W/", ""))
                        .anyMatch(List.of(tag, "*")::contains);
    }

    private static boolean isSameStill(String condition, StoryFile file) {
        return condition == null || condition.equals(file.tag()) || condition.equals(date(file));
    }
}
