package io.showrunner.fleet;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told what changes about the instances; always outside the fleet's lock. Thread-safe. */
final class FleetNews {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private final List<BiConsumer<String, InstanceState>> ofStates = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> ofAnything = new CopyOnWriteArrayList<>();

    void onStateChange(BiConsumer<String, InstanceState> listener) {
        ofStates.add(listener);
    }

    void onChange(Consumer<String> listener) {
        ofAnything.add(listener);
    }

    void changed(String instanceId) {
        ofAnything.forEach(listener -> listener.accept(instanceId));
    }

    void changed(InstanceState before, InstanceView after) {
        if (before != after.state()) {
            String why = after.message() == null ? "" : " " + after.message();
            LOG.info("instance={} state={} was={}{}", after.id(), after.state(), before, why);
            ofStates.forEach(listener -> listener.accept(after.id(), after.state()));
        }
        changed(after.id());
    }

    void removed(String instanceId) {
        ofStates.forEach(listener -> listener.accept(instanceId, InstanceState.DOWN));
    }
}
