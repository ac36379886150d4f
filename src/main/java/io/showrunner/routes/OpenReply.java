package io.showrunner.routes;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.ExecRuntime;

/**
 * One request until the last byte of its reply: it ends when that was read, when its time is over, or when it is given up. In
 * every case but the first its connection is closed. Thread-safe.
 */
final class OpenReply {
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final ExecRuntime connection;
    private final Duration longest;
    private final Consumer<OpenReply> whenRead;

    /** @param whenRead told when nobody reads it any more */
    OpenReply(ExecRuntime connection, Duration longest, Consumer<OpenReply> whenRead) {
        this.connection = connection;
        this.longest = longest;
        this.whenRead = whenRead;
        end.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS).exceptionally(early -> {
            connection.discardEndpoint();
            return null;
        });
    }

    /** Nobody wants it any more. */
    void giveUp(String why) {
        end.completeExceptionally(new GivenBack(why));
    }

    /** It was read to its end. */
    void complete() {
        end.complete(null);
        whenRead.accept(this);
    }

    /** It is not read on. */
    void close() {
        if (!end.isDone()) {
            connection.discardEndpoint();
        }
        complete();
    }

    /**
     * Reading it failed.
     *
     * @return what happened: the failure itself, unless it only shows that the time was over
     * @throws GivenBack when it was given up
     */
    IOException failed(IOException failure) {
        connection.discardEndpoint();
        Throwable early = end.handle((nothing, reason) -> reason).getNow(null);
        complete();
        if (early instanceof GivenBack givenBack) {
            throw givenBack;
        }
        if (early == null) {
            return failure;
        }
        SocketTimeoutException late = new SocketTimeoutException("no whole reply within " + longest.toMillis() + "ms");
        late.initCause(failure);
        return late;
    }
}
