package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reply that is given up says why, whichever thread notices first that its connection is gone. */
@Timeout(30)
class ReplyBoundsTest {
    private final CountDownLatch connectionClosed = new CountDownLatch(1);
    private final CountDownLatch exchangeEnded = new CountDownLatch(1);

    @Test
    void theDeadlineIsNamedEvenWhileItIsStillClosingTheConnection() {
        // Given
        ReplyBounds bounds = new ReplyBounds(Duration.ofMillis(50));

        // When / Then
        assertThatThrownBy(() -> exchange(bounds))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("no whole reply within 50ms")
                .hasCauseInstanceOf(SocketException.class);
    }

    @Test
    void anotherFailureStaysWhatItIs() {
        // Given
        ReplyBounds bounds = new ReplyBounds(Duration.ofMinutes(1));
        connectionClosed.countDown();

        // When / Then
        assertThatThrownBy(() -> exchange(bounds))
                .isInstanceOf(SocketException.class)
                .hasMessage("Socket closed");
    }

    private ClassicHttpResponse exchange(ReplyBounds bounds) throws Exception {
        ClassicHttpRequest request = new BasicClassicHttpRequest("GET", "/");
        ExecChain.Scope scope = new ExecChain.Scope(
                "exchange",
                new HttpRoute(new HttpHost("localhost", 1)),
                request,
                slowToClose(),
                HttpClientContext.create());
        try {
            return bounds.exchange(request, scope, (sent, same) -> {
                await().atMost(Duration.ofMinutes(1)).until(() -> connectionClosed.getCount() == 0);
                throw new SocketException("Socket closed");
            });
        } finally {
            exchangeEnded.countDown();
        }
    }

    private ExecRuntime slowToClose() {
        Thread caller = Thread.currentThread();
        return (ExecRuntime) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ExecRuntime.class}, (proxy, method, arguments) -> {
                    connectionClosed.countDown();
                    if (Thread.currentThread() != caller) {
                        exchangeEnded.await();
                    }
                    return null;
                });
    }
}
