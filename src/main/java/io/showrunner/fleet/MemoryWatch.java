package io.showrunner.fleet;

import java.util.List;

/** Looks after the instances that are held for too little memory, until they may take scenes again. */
public final class MemoryWatch {
    private final Fleet fleet;
    private final VramLadder ladder;

    public MemoryWatch(Fleet fleet, VramLadder ladder) {
        this.fleet = fleet;
        this.ladder = ladder;
    }

    /** Ids of the instances to be probed now: those that are held. */
    public List<String> held() {
        List<String> held = ladder.held();
        return fleet.views().stream()
                .filter(view -> view.state() != InstanceState.DOWN)
                .map(InstanceView::id)
                .filter(held::contains)
                .toList();
    }

    /** The instance was probed: its hold may end. One that was removed meanwhile has none. */
    public void looked(String instanceId) {
        fleet.views().stream().filter(view -> view.id().equals(instanceId)).forEach(this::look);
    }

    private void look(InstanceView view) {
        String instanceId = view.id();
        boolean others = fleet.views().stream()
                .anyMatch(other -> !other.id().equals(instanceId) && other.state() == InstanceState.UP);
        if (ladder.mayAdmit(instanceId, view.vramFree(), view.remoteDepth(), others)) {
            fleet.admit(instanceId, Hold.LOW_VRAM);
        }
    }
}
