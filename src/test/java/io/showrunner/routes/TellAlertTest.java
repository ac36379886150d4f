package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.showrunner.OwnPort;
import io.showrunner.alert.AlertMessages;
import io.showrunner.alert.AlertWatch;
import io.showrunner.alert.Condition;
import io.showrunner.alert.Severity;
import io.showrunner.config.AlertSettings;
import io.showrunner.config.AlertSettings.Format;
import io.showrunner.e2e.LogLines;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped routes tell a receiver, over real HTTP, who cannot always be told. */
class TellAlertTest {
    private static final int NEVER = 0;
    private static final String SECRET = "T0000-B0000-XXXXXXXX";
    private static final String ECHO = "words of the receiver";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CamelContext context = new DefaultCamelContext();
    private final int port = OwnPort.find();
    private final AtomicBoolean trouble = new AtomicBoolean(true);
    private final AtomicInteger status = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final LogLines log = new LogLines();

    @TempDir
    private Path data;

    private AlertWatch watch;
    private HttpServer receiver;

    @BeforeEach
    void theShippedRoutes() throws Exception {
        Condition condition = new Condition(
                "disk_full", Severity.CRITICAL, Duration.ZERO, () -> trouble.get() ? Map.of("", "no space") : Map.of());
        watch = new AlertWatch(
                List.of(condition),
                data.resolve("alerts.json"),
                Duration.ofMillis(50),
                Clock.systemUTC(),
                System::nanoTime);
        URI webhook = URI.create("http://127.0.0.1:" + port + "/" + SECRET);
        context.getRegistry().bind("alertWatch", watch);
        context.getRegistry()
                .bind(
                        "alertMessages",
                        new AlertMessages(new AlertSettings(
                                Duration.ofSeconds(1), Optional.of(webhook), Format.SLACK, Optional.empty())));
        context.getRegistry().bind("webhookClient", new WebhookClient(Duration.ofSeconds(1)));
        context.getPropertiesComponent().addInitialProperty("showrunner.alerts.interval", "1s");
        context.getCamelContextExtension()
                .getContextPlugin(Model.class)
                .addModelLifecycleStrategy(new ErrorsAtTheEdge());
        RoutesLoader loader = context.getCamelContextExtension().getContextPlugin(RoutesLoader.class);
        loader.loadRoutes(
                ResourceHelper.resolveResource(context, "file:routes/watch-health.camel.yaml"),
                ResourceHelper.resolveResource(context, "file:routes/tell-alert.camel.yaml"));
        AdviceWith.adviceWith(context, "watch-health", route -> route.replaceFromWith("timer:look?delay=0&period=20"));
    }

    @AfterEach
    void stop() {
        context.stop();
        if (receiver != null) {
            receiver.stop(0);
        }
        log.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 404, 429, 500})
    void aReceiverThatFailsIsToldLaterAndOnce(int failure) throws Exception {
        // Given
        listen(failure);

        // When
        context.start();

        // Then
        await().atMost(PATIENCE).until(() -> calls.get() >= 3);
        assertThat(watch.firing()).hasSize(1);
        status.set(200);
        await().atMost(PATIENCE).until(() -> !told.isEmpty());
        trouble.set(false);
        await().atMost(PATIENCE).until(() -> told.size() == 2);
        assertThat(told.get(0)).isEqualTo("{\"text\":\"CRITICAL disk_full: no space\"}");
        assertThat(told.get(1)).startsWith("{\"text\":\"resolved disk_full");
        assertThat(log.text())
                .contains("alert=disk_full firing could not be told, it is tried again in ", "" + failure)
                .doesNotContain(SECRET, ECHO);
    }

    @Test
    void aReceiverThatNeverAnswersIsGivenUpAndToldLater() throws Exception {
        // Given
        listen(NEVER);

        // When
        context.start();

        // Then
        await().atMost(PATIENCE).until(() -> log.text().contains("no whole reply within"));
        status.set(200);
        await().atMost(PATIENCE).until(() -> !told.isEmpty());
        assertThat(log.text()).doesNotContain(SECRET);
    }

    @Test
    void aReceiverThatIsDownIsToldWhenItIsBack() throws Exception {
        // When
        context.start();

        // Then
        await().atMost(PATIENCE).until(() -> log.text().contains("Connection refused"));
        listen(200);
        await().atMost(PATIENCE).until(() -> !told.isEmpty());
        assertThat(log.text()).doesNotContain(SECRET);
    }

    private void listen(int answer) throws Exception {
        status.set(answer);
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        receiver.createContext("/" + SECRET, exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            calls.incrementAndGet();
            if (status.get() == NEVER) {
                return;
            }
            if (status.get() == 200) {
                told.add(new String(body, StandardCharsets.UTF_8));
            }
            byte[] words = ECHO.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "http://169.254.169.254/" + SECRET);
            exchange.sendResponseHeaders(status.get(), words.length);
            exchange.getResponseBody().write(words);
            exchange.close();
        });
        receiver.start();
    }
}
