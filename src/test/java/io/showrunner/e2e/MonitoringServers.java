package io.showrunner.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.showrunner.story.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A real Prometheus and a real Alertmanager with the shipped configuration, and a receiver of its notifications. Only
 * addresses are others, and times are shorter: what the rules call a minute is a second here. That they are right about
 * minutes is tested by promtool.
 */
final class MonitoringServers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SHIPPED = Path.of("docker");
    private static final Pattern MINUTES = Pattern.compile("\\b(\\d+)m\\b");

    private final Path folder;
    private final int prometheusPort = freePort();
    private final int alertmanagerPort = freePort();
    private final List<Process> processes = new ArrayList<>();
    private final List<JsonNode> notifications = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer receiver;

    /** Starts them, watching the application on this port. */
    MonitoringServers(Path folder, int applicationPort) throws IOException {
        this.folder = folder;
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/alerts", exchange -> {
            notifications.add(Json.mapper().readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        writePrometheus(applicationPort);
        writeAlertmanager();
        run(
                "prometheus-alertmanager",
                "--config.file=alertmanager.yml",
                "--cluster.listen-address=",
                "--storage.path=alertmanager-data",
                "--web.listen-address=127.0.0.1:" + alertmanagerPort);
        run(
                "prometheus",
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=prometheus-data",
                "--web.listen-address=127.0.0.1:" + prometheusPort);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> !query("up{job=\"showrunner\"} == 1")
                .isEmpty());
    }

    private void writePrometheus(int applicationPort) throws IOException {
        String rules = read("prometheus/showrunner.rules.yml");
        write("showrunner.rules.yml", MINUTES.matcher(rules).replaceAll("$1s").replace("[1h]", "[60s]"));
        write(
                "prometheus.yml",
                read("prometheus/prometheus.yml")
                        .replace("interval: 15s", "interval: 1s")
                        .replace("127.0.0.1:9093", "127.0.0.1:" + alertmanagerPort)
                        .replace("127.0.0.1:8080", "127.0.0.1:" + applicationPort));
    }

    private void writeAlertmanager() throws IOException {
        write("pagerduty.key", "no-key-at-all");
        write(
                "alertmanager.yml",
                read("alertmanager/alertmanager.yml")
                        .replaceAll("group_wait: .*", "group_wait: 0s")
                        .replaceAll("group_interval: .*", "group_interval: 1s")
                        .replaceAll(
                                "url: http://127.0.0.1:9095",
                                "url: http://127.0.0.1:" + receiver.getAddress().getPort()));
    }

    /** The result of a query: one entry for each series. */
    JsonNode query(String expression) throws IOException {
        String encoded = java.net.URLEncoder.encode(expression, java.nio.charset.StandardCharsets.UTF_8);
        URI uri = URI.create("http://127.0.0.1:" + prometheusPort + "/api/v1/query?query=" + encoded);
        return Json.mapper().readTree(uri.toURL()).path("data").path("result");
    }

    /** Waits until the receiver was told that the alert fires, or that it is resolved; gives the notification. */
    JsonNode awaitNotification(String alert, String status) {
        return await().atMost(PATIENCE).until(() -> notification(alert, status), found -> found != null);
    }

    private JsonNode notification(String alert, String status) {
        synchronized (notifications) {
            return notifications.stream()
                    .flatMap(message -> stream(message.path("alerts")))
                    .filter(each -> each.path("status").asText().equals(status))
                    .filter(each ->
                            each.path("labels").path("alertname").asText().equals(alert))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return array.valueStream();
    }

    private void run(String... command) {
        try {
            processes.add(new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(command[0] + ".log").toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "this test needs the packages prometheus and prometheus-alertmanager: " + e.getMessage(), e);
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(SHIPPED.resolve(file));
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        receiver.stop(0);
    }
}
