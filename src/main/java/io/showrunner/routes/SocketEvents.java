package io.showrunner.routes;

import io.showrunner.comfyui.ServerEvent;
import io.showrunner.fleet.Backpressure;
import io.showrunner.fleet.Contacts;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Hold;
import io.showrunner.render.PromptFollowers;
import io.showrunner.telemetry.GpuAccounts;

/** Tells everybody concerned what comes over the servers' websockets. */
final class SocketEvents implements InstanceSocket.Ears {
    private final Fleet fleet;
    private final Contacts contacts;
    private final Backpressure backpressure;
    private final GpuAccounts gpus;
    private final PromptFollowers followers;
    private final Pause pause;

    SocketEvents(FleetParts servers, PromptFollowers followers, Pause pause) {
        this.fleet = servers.fleet();
        this.contacts = servers.contacts();
        this.backpressure = servers.backpressure();
        this.gpus = servers.gpus().accounts();
        this.followers = followers;
        this.pause = pause;
    }

    @Override
    public void heard(String instanceId, String frame) {
        contacts.socketHeard(instanceId);
        ServerEvent.parse(frame).ifPresent(event -> heard(instanceId, event));
    }

    private void heard(String instanceId, ServerEvent event) {
        switch (event.kind()) {
            case STARTED -> {
                gpus.started(instanceId, event.promptId());
                followers.executionStarted(event.promptId());
            }
            case TICK -> followers.stepped(event.promptId(), event.node());
            case PROGRESS -> followers.progressed(event.promptId(), event.node(), event.nodesDone());
            case ENDED -> {
                gpus.ended(instanceId, event.promptId());
                followers.executionEnded(event.promptId());
                pause.wake(event.promptId());
                fleet.admit(instanceId, Hold.HUNG);
            }
            case WROTE -> followers.wrote(event.promptId(), event.node(), event.files());
            case QUEUE -> {
                contacts.socketTold(instanceId, event.queueRemaining());
                backpressure.sawDepth(instanceId, event.queueRemaining());
            }
        }
    }

    @Override
    public void answered(String instanceId) {
        contacts.socketHeard(instanceId);
        followers.socketHeard(instanceId);
    }

    @Override
    public void lost(String instanceId) {
        followers.socketLost(instanceId);
        fleet.doubt(instanceId);
        gpus.lost(instanceId);
    }
}
