package io.showrunner.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.showrunner.story.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.camel.test.AvailablePortFinder;

/**
 * A real Prometheus and a real Alertmanager with the shipped configuration, a webhook and a PagerDuty for its notifications. Only
 * addresses are others, and times are shorter: what the rules call a minute is a second here. That they are right about
 * minutes is tested by promtool.
 */
final class MonitoringServers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path SHIPPED = Path.of("docker");
    private static final Pattern MINUTES = Pattern.compile("\\b(\\d+)m\\b");

    private final Path folder;
    private final int prometheusPort = AvailablePortFinder.getNextAvailable();
    private final int alertmanagerPort = AvailablePortFinder.getNextAvailable();
    private final List<Process> processes = new ArrayList<>();
    private final List<Notification> notifications = new CopyOnWriteArrayList<>();
    private final List<JsonNode> pages = new CopyOnWriteArrayList<>();
    private final HttpServer receiver;

    /** What the webhook was told about one alert. */
    record Notification(Instant at, JsonNode alert) {
        private boolean is(String name, String status) {
            return alert.path("status").asText().equals(status)
                    && alert.path("labels").path("alertname").asText().equals(name);
        }
    }

    /** Starts them, watching the application on this port. */
    MonitoringServers(Path folder, int applicationPort) throws IOException {
        this.folder = folder;
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receive("/alerts", 200, message -> message.path("alerts")
                .forEach(alert -> notifications.add(new Notification(Instant.now(), alert))));
        receive("/v2/enqueue", 202, pages::add);
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

    private void receive(String path, int status, Consumer<JsonNode> mailbox) {
        receiver.createContext(path, exchange -> {
            mailbox.accept(Json.mapper().readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
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
        String address = "http://127.0.0.1:" + receiver.getAddress().getPort();
        write("pagerduty.key", "no-key-at-all");
        write(
                "alertmanager.yml",
                read("alertmanager/alertmanager.yml")
                        .replaceAll("group_wait: .*", "group_wait: 0s")
                        .replaceAll("group_interval: .*", "group_interval: 1s")
                        .replace("url: http://127.0.0.1:9095", "url: " + address)
                        .replace(
                                "- routing_key_file:", "- url: " + address + "/v2/enqueue\n        routing_key_file:"));
    }

    /** The result of a query: one entry for each series. */
    JsonNode query(String expression) throws IOException {
        String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
        return get("/api/v1/query?query=" + encoded).path("data").path("result");
    }

    private JsonNode get(String path) throws IOException {
        return Json.mapper()
                .readTree(
                        URI.create("http://127.0.0.1:" + prometheusPort + path).toURL());
    }

    /** Waits until the webhook was told that the alert fires, or that it is resolved. */
    Notification awaitNotification(String alert, String status) {
        return awaitNotification(alert, status, Instant.EPOCH);
    }

    /** The same, of an alert about this server. */
    void awaitNotificationAbout(String instance, String alert, String status) {
        await().alias(alert + " " + status + " " + instance).atMost(PATIENCE).until(() -> notifications.stream()
                .anyMatch(each -> each.is(alert, status)
                        && each.alert().at("/labels/instance").asText().equals(instance)));
    }

    /** The same, of what it was told since then. */
    Notification awaitNotification(String alert, String status, Instant since) {
        return await().alias(alert + " " + status)
                .atMost(PATIENCE)
                .until(
                        () -> notifications.stream()
                                .filter(each ->
                                        each.is(alert, status) && each.at().isAfter(since))
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
    }

    /** Waits until PagerDuty was told to do this about the alert. */
    JsonNode awaitPage(String alert, String action) {
        return await().alias("page " + alert + " " + action)
                .atMost(PATIENCE)
                .until(
                        () -> pages.stream()
                                .filter(page ->
                                        page.path("event_action").asText().equals(action))
                                .filter(page ->
                                        page.at("/payload/summary").asText().startsWith(alert + ": "))
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
    }

    /** Names of all alerts of the rules. */
    List<String> alerts() throws IOException {
        return StreamSupport.stream(
                        get("/api/v1/rules?type=alert").at("/data/groups").spliterator(), false)
                .flatMap(group -> group.path("rules").findValuesAsText("name").stream())
                .distinct()
                .toList();
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

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        receiver.stop(0);
    }
}
