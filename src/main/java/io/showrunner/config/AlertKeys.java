package io.showrunner.config;

import static io.showrunner.config.Setting.setting;
import static io.showrunner.config.ValueType.time;
import static io.showrunner.config.ValueType.url;

import io.showrunner.config.AlertSettings.Format;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Who is told what somebody must know. */
final class AlertKeys {
    static final Setting<Duration> INTERVAL = setting("showrunner.alerts.interval", time("1s", "1h", "15s"));
    static final Setting<URI> WEBHOOK = setting("showrunner.alerts.webhook", url("https://hooks.example/alerts"))
            .orNone();
    static final Setting<Format> FORMAT = setting("showrunner.alerts.format", ValueType.oneOf(Format.class));
    static final Setting<String> ROUTING_KEY =
            setting("showrunner.alerts.routing-key", ValueType.token()).orNone();

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

    static final List<Setting<?>> ALL = List.of(INTERVAL, WEBHOOK, FORMAT, ROUTING_KEY);

    private AlertKeys() {}

    static AlertSettings read(Values values) {
        return new AlertSettings(
                values.get(INTERVAL), values.find(WEBHOOK), values.get(FORMAT), values.find(ROUTING_KEY));
    }

    static void check(Values values, List<String> problems) {
        if (values.get(FORMAT) == Format.PAGERDUTY && values.find(ROUTING_KEY).isEmpty()) {
            problems.add(values.problem(FORMAT, 0, "PagerDuty needs showrunner.alerts.routing-key"));
        }
        if (values.get(FORMAT) != Format.JSON
                && values.find(WEBHOOK).filter(AlertKeys::isInClear).isPresent()) {
            problems.add(
                    values.problem(WEBHOOK, 0, "this format has a secret in its address or body, which wants https"));
        }
    }

    /** Nobody listens on the way to this machine. */
    private static boolean isInClear(URI webhook) {
        return webhook.getScheme().equalsIgnoreCase("http")
                && !LOOPBACK.matcher(webhook.getHost()).matches();
    }
}
