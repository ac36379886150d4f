package io.showrunner.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Brings alerts to firing and to their end, and keeps how long whoever is on call waited to be told either. */
final class AlertDrive {
    private final Map<String, String> rows = new LinkedHashMap<>();

    /** Something that is done to a studio. */
    interface Step {
        void run() throws Exception;
    }

    /** All these alerts come of the one cause, and end with the one remedy. */
    void drive(MonitoringServers servers, List<String> alerts, Step cause, Step remedy) throws Exception {
        Map<String, Duration> fired = times(servers, alerts, "firing", cause);
        Map<String, Duration> resolved = times(servers, alerts, "resolved", remedy);
        alerts.forEach(alert -> rows.put(
                alert, "| `%s` | %s | %s |".formatted(alert, seconds(fired.get(alert)), seconds(resolved.get(alert)))));
    }

    private static Map<String, Duration> times(MonitoringServers servers, List<String> alerts, String status, Step step)
            throws Exception {
        Instant start = Instant.now();
        step.run();
        Map<String, Duration> times = new LinkedHashMap<>();
        for (String alert : alerts) {
            Instant told = servers.awaitNotification(alert, status, start).at();
            times.put(alert, Duration.between(start, told));
        }
        return times;
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    /** Those that were driven. */
    Iterable<String> driven() {
        return rows.keySet();
    }

    /** Writes a row for each. */
    void writeTo(Path file) throws IOException {
        Files.write(file, rows.values());
    }
}
