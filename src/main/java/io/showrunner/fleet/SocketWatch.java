package io.showrunner.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once when the websocket of a server that answers is of no use, and once when it is again. For one thread. */
public final class SocketWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SocketWatch.class);

    private final Fleet fleet;
    private final Contacts contacts;
    private Map<String, String> troubles = Map.of();

    public SocketWatch(Fleet fleet, Contacts contacts) {
        this.fleet = fleet;
        this.contacts = contacts;
    }

    /** Looks at all servers; gives the ids of those whose websockets are of no use. */
    public List<String> look() {
        Map<String, String> now = new HashMap<>();
        fleet.views().stream()
                .filter(view -> view.state() != InstanceState.DOWN)
                .forEach(view -> contacts.socketTrouble(view.id()).ifPresent(trouble -> now.put(view.id(), trouble)));
        now.forEach((id, trouble) -> {
            if (!troubles.containsKey(id)) {
                LOG.warn("instance={} {}; its prompts are followed by polling", id, trouble);
            }
        });
        troubles.keySet().stream()
                .filter(id -> !now.containsKey(id))
                .filter(id -> contacts.socketTrouble(id).isEmpty())
                .forEach(id -> LOG.info("instance={} its websocket is of use again", id));
        troubles = now;
        return now.keySet().stream().sorted().toList();
    }
}
