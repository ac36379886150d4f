package io.showrunner.routes;

import java.nio.file.Path;

/** The routes in the folder cannot be used as they are: which file, which line, which route, and why. */
public final class RouteRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Names the culprit.
     *
     * @param line counted from 1; 0 when the whole file is meant
     * @param id of the route, template or configuration; null when it has none
     */
    RouteRefused(Path file, int line, String id, String why) {
        this(file, line, id, why, null);
    }

    RouteRefused(Path file, int line, String id, String why, Throwable cause) {
        super(
                file + (line > 0 ? " line " + line : "") + (id == null ? "" : " (" + id + ")") + ": "
                        + why.strip().replaceAll("\\s*\\R\\s*", "; "),
                cause);
    }
}
