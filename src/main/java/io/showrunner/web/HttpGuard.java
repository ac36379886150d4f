package io.showrunner.web;

import io.showrunner.config.HttpSettings;
import io.showrunner.config.Settings;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.StoryStore;
import io.showrunner.web.files.StoryFiles;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** The HTTP port's own rules: which port, and who may talk to it. */
public final class HttpGuard {
    private static final int BEFORE_EVERYTHING = -1_000;
    private static final int AFTER_THE_GUARD = BEFORE_EVERYTHING + 1;

    private HttpGuard() {}

    /**
     * The port to listen on: the one that is set, or a free one when 0 is set.
     *
     * @throws IllegalStateException when somebody else listens there
     */
    public static int port(HttpSettings http) {
        try (ServerSocket probe = new ServerSocket(http.port(), 1, InetAddress.getByName(http.host()))) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "port " + http.port() + " on " + http.host() + " cannot be used (" + e.getMessage()
                            + "): stop what listens there, or set showrunner.http.port to another one",
                    e);
        }
    }

    /**
     * Puts the guard in front of every path of the port, health and metrics included, and makes every error a
     * {@link Problem}. What an earlier process left of its uploads goes. To be called before the context starts: the guard stands before the first route listens.
     */
    public static void protect(CamelContext context, Settings settings, int port) throws Exception {
        DurableFiles.deleteTree(uploads(settings));
        AtomicBoolean isProtected = new AtomicBoolean();
        context.addStartupListener((starting, isStarted) -> {
            if (isProtected.compareAndSet(false, true)) {
                String name = VertxPlatformHttpRouter.getRouterNameFromPort(port);
                guard(VertxPlatformHttpRouter.lookup(starting, name), settings, () -> starting.getStatus()
                        .isStarted());
            }
        });
    }

    private static void guard(Router router, Settings settings, BooleanSupplier isUp) {
        AccessTokens tokens = new AccessTokens(settings.http());
        SessionCookie cookies = new SessionCookie(tokens, Clock.systemUTC());
        AccessGuard guard = new AccessGuard(tokens, cookies, new FailedLogins(System::nanoTime));
        ErrorAnswers errors = new ErrorAnswers(router, isUp);
        router.route().order(BEFORE_EVERYTHING).handler(guard::handle).failureHandler(errors::failed);
        new Sessions(tokens, cookies, guard).serve(router, AFTER_THE_GUARD, errors);
        Uploads.takeFrom(router, uploads(settings), errors);
        StoryFiles.serve(router, new StoryStore(settings.stories()), AFTER_THE_GUARD);
        router.route().last().handler(errors::noRoute);
    }

    private static Path uploads(Settings settings) {
        return settings.data().resolve("uploads");
    }
}
