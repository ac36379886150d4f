package io.showrunner.broker;

import io.showrunner.story.Priority;

/**
 * How full the queues are. The depth of the scenes queue is held here and not by the broker, so that the writer can give
 * way while it waits, and what a person moves is never kept out.
 */
public final class QueueRoom {
    private final Broker broker;
    private final int scenesDepth;

    /** @param scenesDepth scenes that may wait; those that a consumer holds do not count */
    public QueueRoom(Broker broker, int scenesDepth) {
        this.broker = broker;
        this.scenesDepth = scenesDepth;
    }

    /** True while the writer has to wait before it sends another scene. */
    public boolean isScenesFull() {
        return broker.waiting(Broker.SCENES) >= scenesDepth;
    }

    /** True when a scene can be sent without waiting. */
    public boolean hasRoomForScenes() {
        return !isScenesFull();
    }

    /** True when a brief of a higher priority waits to be written. */
    public boolean isHigherBriefWaiting(Priority priority) {
        return broker.isWaitingAbove(Broker.BRIEFS, priority.onTheWire());
    }
}
