package io.showrunner.routes;

import io.showrunner.comfyui.ServerEvent;
import io.showrunner.fleet.Backpressure;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Hold;
import io.showrunner.render.PromptFollowers;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells everybody concerned what comes over the servers' websockets. Called on event loops and never blocks them. */
final class SocketEvents {
    private static final Logger LOG = LoggerFactory.getLogger(SocketEvents.class);

    private final Vertx vertx;
    private final Fleet fleet;
    private final Backpressure backpressure;
    private final PromptFollowers followers;
    private final Pause pause;

    SocketEvents(Vertx vertx, Fleet fleet, Backpressure backpressure, PromptFollowers followers, Pause pause) {
        this.vertx = vertx;
        this.fleet = fleet;
        this.backpressure = backpressure;
        this.followers = followers;
        this.pause = pause;
    }

    /** A text frame came. */
    void heard(String instanceId, String frame) {
        ServerEvent.parse(frame).ifPresent(event -> heard(instanceId, event));
    }

    private void heard(String instanceId, ServerEvent event) {
        switch (event.kind()) {
            case STARTED -> followers.executionStarted(event.promptId());
            case TICK -> followers.stepped(event.promptId(), event.node());
            case PROGRESS -> followers.progressed(event.promptId(), event.node(), event.nodesDone());
            case ENDED -> {
                followers.executionEnded(event.promptId());
                pause.wake(event.promptId());
                aside(instanceId, () -> fleet.admit(instanceId, Hold.HUNG));
            }
            case QUEUE -> aside(instanceId, () -> backpressure.sawDepth(instanceId, event.queueRemaining()));
        }
    }

    /** The socket answered a ping. */
    void answered(String instanceId) {
        followers.socketHeard(instanceId);
    }

    /** The socket is gone. */
    void lost(String instanceId) {
        followers.socketLost(instanceId);
    }

    /** A server that enters another state has its consumers suspended or resumed, which takes a moment. The order is kept. */
    private void aside(String instanceId, Runnable news) {
        vertx.<Void>executeBlocking(() -> {
                    if (fleet.knows(instanceId)) {
                        news.run();
                    }
                    return null;
                })
                .onFailure(failure -> LOG.error("instance={} an event had no effect", instanceId, failure));
    }
}
