package io.showrunner.cluster;

import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Hold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which ComfyUI servers this node drives: each is driven by one node at a time, so that its slots are counted in one place.
 * The nodes that can work share the servers out evenly; a server that has an owner waits for it. A lease ends with the process
 * that has it. To be asked every few seconds, by one thread.
 */
public final class InstanceLeases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceLeases.class);

    private final SharedLocks locks;
    private final String self;
    private final Fleet fleet;
    private final Map<String, String> owners;
    private final Map<String, SharedLocks.Held> held = new LinkedHashMap<>();
    private final List<String> leaving = new ArrayList<>();

    /**
     * @param self the name of this node
     * @param owners the node that alone drives a server, by the server's id
     */
    public InstanceLeases(SharedLocks locks, String self, Fleet fleet, Map<String, String> owners) {
        this.locks = locks;
        this.self = self;
        this.fleet = fleet;
        this.owners = owners;
        fleet.share();
    }

    /**
     * Gives back what is beyond this node's share, or gone from the fleet, as soon as nothing of ours is there.
     *
     * @param atWork the nodes that can be counted on, sorted
     */
    public void giveBack(List<String> atWork) {
        List<String> mine = new ArrayList<>(shared().filter(this::isDriven).toList());
        for (int share = share(atWork); mine.size() > share; ) {
            leave(mine.remove(mine.size() - 1));
        }
        held.keySet().stream()
                .filter(id -> fleet.find(id).isEmpty() && !leaving.contains(id))
                .toList()
                .forEach(leaving::add);
        List<String> idle = leaving.stream().filter(this::isIdle).toList();
        idle.forEach(id -> held.remove(id).close());
        leaving.removeAll(idle);
    }

    /**
     * Takes the servers that are reserved for this node, and of those that nobody drives as many as belong to its share.
     *
     * @param atWork the nodes that can be counted on, sorted
     */
    public void take(List<String> atWork) {
        fleet.instances().stream()
                .map(InstanceSettings::id)
                .filter(owners::containsKey)
                .forEach(this::takeOwned);
        int missing = share(atWork) - (int) shared().filter(this::isDriven).count();
        for (String id : shared().filter(each -> !held.containsKey(each)).toList()) {
            if (missing > 0 && take(id)) {
                missing--;
            } else {
                elsewhere(id, "another node drives it");
            }
        }
    }

    private void takeOwned(String id) {
        String owner = owners.get(id);
        if (!owner.equals(self)) {
            elsewhere(id, "node " + owner + " drives it, as the settings say");
        } else if (!held.containsKey(id) && !take(id)) {
            elsewhere(id, "another node has not given it back yet");
        }
    }

    private Stream<String> shared() {
        return fleet.instances().stream().map(InstanceSettings::id).filter(id -> !owners.containsKey(id));
    }

    private boolean isIdle(String id) {
        return fleet.standing(id).filter(standing -> standing.prompts() > 0).isEmpty();
    }

    /** The servers that this node drives, by id. */
    public List<String> driven() {
        return held.keySet().stream().filter(this::isDriven).sorted().toList();
    }

    private boolean isDriven(String id) {
        return held.containsKey(id) && !leaving.contains(id);
    }

    /**
     * Who stands earlier in the list of names has one more when it does not come out even; a node that cannot work has none.
     */
    private int share(List<String> atWork) {
        int rank = atWork.indexOf(self);
        return rank < 0 ? 0 : Shares.of((int) shared().count(), atWork.size(), rank);
    }

    private boolean take(String id) {
        Optional<SharedLocks.Held> lock = locks.tryTake("instance " + id);
        lock.ifPresent(taken -> {
            held.put(id, taken);
            fleet.admit(id, Hold.ELSEWHERE);
            LOG.info("instance={} is driven by this node", id);
        });
        return lock.isPresent();
    }

    private void elsewhere(String id, String why) {
        fleet.hold(id, Hold.ELSEWHERE, why);
    }

    private void leave(String id) {
        leaving.add(id);
        fleet.hold(id, Hold.ELSEWHERE, "it is handed to another node");
        LOG.info("instance={} is handed to another node when its prompts are done", id);
    }

    @Override
    public void close() {
        held.values().forEach(SharedLocks.Held::close);
        held.clear();
        leaving.clear();
    }
}
