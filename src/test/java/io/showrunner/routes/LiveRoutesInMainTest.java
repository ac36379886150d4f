package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.broker.EmbeddedBroker;
import io.showrunner.broker.QueueLimits;
import io.showrunner.broker.Queues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Route;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way the application uses it: loaded before the context starts, with components set by properties. */
class LiveRoutesInMainTest {
    private static final String ROUTES = """
            - routeTemplate:
                id: ask-server
                parameters:
                  - name: instance
                  - name: url
                route:
                  from:
                    uri: "direct:ask-server-{{instance}}"
                    steps:
                      - circuitBreaker:
                          resilience4jConfiguration:
                            slidingWindowSize: 3
                            micrometerEnabled: true
                          steps:
                            - to:
                                uri: "{{url}}/prompt"
                                parameters:
                                  responseTimeout: %s
            - route:
                id: take
                from:
                  uri: jms:showrunner.frames
                  steps:
                    - to: direct:ask-server-gpu0
            - route:
                id: watch-folder
                precondition: "'{{test.mode}}' =~ 'on'"
                from:
                  uri: file
                  parameters:
                    directoryName: "{{test.folder}}"
                    noop: true
                  steps:
                    - to: "log:{{test.mode}}"
            """;

    @TempDir
    Path folder;

    @TempDir
    Path data;

    @Test
    void routesAreThereAtTheStartAndFollowed() throws Exception {
        // Given
        Files.writeString(folder.resolve("take.camel.yaml"), ROUTES.formatted("5000"));
        TemplatedRoutes templates = new TemplatedRoutes();
        templates.add("ask-server", "ask-server-gpu0", Map.of("instance", "gpu0", "url", "http://127.0.0.1:1"));
        LiveRoutes routes = new LiveRoutes(folder, templates, Duration.ofSeconds(2), SwapGate.NONE);
        List<ReloadReport> reports = new CopyOnWriteArrayList<>();
        routes.onReload(reports::add);
        Main main = new Main();
        try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("broker"), new QueueLimits(10, 10))) {
            main.setDefaultPropertyPlaceholderLocation("false");
            main.addInitialProperty("test.mode", "on");
            main.addInitialProperty("test.folder", data.resolve("in").toString());
            main.addInitialProperty("camel.component.http.connect-timeout", "2000");
            main.addMainListener(new MainListenerSupport() {
                @Override
                public void beforeConfigure(BaseMainSupport support) {
                    Queues.addTo(support.getCamelContext(), broker, 1);
                }

                @Override
                public void afterConfigure(BaseMainSupport support) {
                    routes.loadAll(support.getCamelContext());
                    addService(support, routes);
                }
            });
            main.start();
            try {
                // When
                Files.writeString(folder.resolve("take.camel.yaml"), ROUTES.formatted("6000"));
                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !reports.isEmpty());

                // Then
                assertThat(reports.get(0).refused()).isEmpty();
                assertThat(reports.get(0).swapped()).containsExactly("ask-server-gpu0");
                assertThat(main.getCamelContext().getRoutes())
                        .extracting(Route::getRouteId)
                        .containsExactlyInAnyOrder("ask-server-gpu0", "take", "watch-folder");
            } finally {
                main.stop();
            }
        }
    }

    private static void addService(BaseMainSupport support, LiveRoutes routes) {
        try {
            support.getCamelContext().addService(routes);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
