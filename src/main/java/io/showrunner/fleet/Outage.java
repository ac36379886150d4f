package io.showrunner.fleet;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * No ComfyUI server can be used (X1, X2). Scenes wait then and are never failed for it. Looked at after every routine round
 * of probes; the sixth round in a row without a server raises one alert, which lasts until there is one; whoever watches alerts tells it. Thread-safe.
 */
public final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final int RETRIES = 5;

    private final Fleet fleet;
    private final Clock clock;
    private int failures;
    private Instant since;
    private Alert alert;

    /** @param severity {@code critical} */
    public record Alert(String name, String severity, Instant since, String message) {}

    public Outage(Fleet fleet, Clock clock) {
        this.fleet = fleet;
        this.clock = clock;
        fleet.onStateChange((instance, state) -> {
            if (state == InstanceState.UP) {
                resolve();
            }
        });
    }

    /** Looks whether any server can be used; one that is full, short of memory or drained could be. */
    public synchronized void look() {
        List<InstanceView> views = fleet.views();
        if (views.stream().anyMatch(view -> !isGone(view))) {
            resolve();
            return;
        }
        failures++;
        since = since == null ? clock.instant() : since;
        if (alert == null && failures > RETRIES) {
            alert = new Alert("comfyui_unavailable", "critical", since, words(views));
        } else if (failures == 1) {
            LOG.warn(
                    "no ComfyUI server can be used; scenes wait, and an alert is raised after {} rounds of probes",
                    RETRIES + 1);
        }
    }

    /** The alert that lasts; empty when a server can be used, or when it is not long ago that one could. */
    public synchronized Optional<Alert> alert() {
        return Optional.ofNullable(alert);
    }

    private synchronized void resolve() {
        if (failures > 0) {
            LOG.info("a ComfyUI server can be used again; none could since {}", since);
        }
        failures = 0;
        since = null;
        alert = null;
    }

    private static boolean isGone(InstanceView view) {
        return view.state() == InstanceState.DOWN || view.state() == InstanceState.UNKNOWN;
    }

    private String words(List<InstanceView> views) {
        return "no ComfyUI server could be used in " + failures + " tries since " + since
                + "; scenes wait and go on when one is back: "
                + views.stream().map(view -> view.id() + " " + view.message()).collect(Collectors.joining("; "));
    }
}
