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
        return ladder.held().stream()
                .filter(id -> fleet.find(id).isPresent())
                .filter(id -> fleet.view(id).state() != InstanceState.DOWN)
                .toList();
    }

    /** The instance was probed: its hold may end. */
    public void looked(String instanceId) {
        InstanceView view = fleet.view(instanceId);
        boolean others = fleet.views().stream()
                .anyMatch(other -> !other.id().equals(instanceId) && other.state() == InstanceState.UP);
        if (ladder.mayAdmit(instanceId, view.vramFree(), view.remoteDepth(), others)) {
            fleet.admit(instanceId, Hold.LOW_VRAM);
        }
    }
}
