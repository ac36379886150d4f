package io.showrunner.routes;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A folder of route files that a running context follows, and what was reported about it. */
final class LiveFolder implements AutoCloseable {
    final DefaultCamelContext context = new DefaultCamelContext();
    final TemplatedRoutes templates = new TemplatedRoutes();
    final List<ReloadReport> reports = new CopyOnWriteArrayList<>();
    final LiveRoutes routes;
    private final Path folder;

    LiveFolder(Path folder) {
        this(folder, Duration.ofSeconds(2), SwapGate.NONE);
    }

    LiveFolder(Path folder, Duration swapTimeout, SwapGate gate) {
        this.folder = folder;
        routes = new LiveRoutes(folder, templates, swapTimeout, gate);
        routes.onReload(reports::add);
        context.getCamelContextExtension().setName("live");
        context.disableJMX();
    }

    LiveFolder withBean(String name, Object bean) {
        context.getRegistry().bind(name, bean);
        return this;
    }

    LiveFolder withJava(RoutesBuilder builder) throws Exception {
        context.addRoutes(builder);
        return this;
    }

    LiveFolder file(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    LiveFolder start() throws Exception {
        routes.loadAll(context);
        context.addService(routes, true, true);
        context.start();
        return this;
    }

    /** Writes the file and waits for what is reported about it. */
    ReloadReport edit(String name, String content) {
        int before = reports.size();
        file(name, content);
        return reportAfter(before);
    }

    ReloadReport delete(String name) throws IOException {
        int before = reports.size();
        Files.delete(folder.resolve(name));
        return reportAfter(before);
    }

    ReloadReport reportAfter(int before) {
        await().atMost(Duration.ofSeconds(20)).until(() -> reports.size() > before);
        return reports.get(before);
    }

    String ask(String direct) {
        return context.createProducerTemplate().requestBody("direct:" + direct, "hello", String.class);
    }

    static String route(String id, String answer) {
        return """
            - route:
                id: %1$s
                from:
                  uri: direct:%1$s
                  steps:
                    - setBody:
                        expression:
                          constant:
                            expression: "%2$s"
            """.formatted(id, answer);
    }

    @Override
    public void close() {
        context.stop();
    }
}
