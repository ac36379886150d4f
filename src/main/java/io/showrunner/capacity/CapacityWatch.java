package io.showrunner.capacity;

import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceState;
import io.showrunner.fleet.InstanceView;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the installation with its capacity profile: at the start, and each card when its server first answers. A
 * difference is told once in the log and stays visible as long as it lasts. Thread-safe.
 */
public final class CapacityWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CapacityWatch.class);

    private final Optional<CapacityCheck> check;
    private final Fleet fleet;
    private final Set<String> told = new HashSet<>();

    /** @param check empty when there is no profile; nothing is compared then */
    public CapacityWatch(Optional<CapacityCheck> check, Fleet fleet) {
        this.check = check;
        this.fleet = fleet;
        fleet.onStateChange((instance, state) -> {
            if (state == InstanceState.UP) {
                tell();
            }
        });
    }

    /** The profile that counts. */
    public Optional<CapacityProfile> profile() {
        return check.map(CapacityCheck::profile);
    }

    /** Where the installation is not what the profile says, now. */
    public List<String> differences() {
        return check.map(this::differences).orElse(List.of());
    }

    /** Logs what was not logged yet. */
    public void tell() {
        differences().forEach(this::tell);
    }

    private synchronized void tell(String difference) {
        if (told.add(difference)) {
            LOG.warn("capacity differs from the profile: {}", difference);
        }
    }

    private List<String> differences(CapacityCheck by) {
        List<InstanceView> views = fleet.views();
        return Stream.concat(
                        by.differences(views.size()).stream(),
                        views.stream().flatMap(view -> by.card(view.id(), view.vramTotal()).stream()))
                .toList();
    }
}
