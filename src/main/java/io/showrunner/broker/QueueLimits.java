package io.showrunner.broker;

import io.showrunner.config.Settings;

/**
 * What the broker itself refuses to exceed.
 *
 * @param briefs briefs that may wait; one more is refused
 * @param scenes messages of scenes at the most, outdated and held ones included; one more is refused
 */
public record QueueLimits(int briefs, int scenes) {
    /** Of a client that sends nothing. */
    static final QueueLimits NONE = new QueueLimits(-1, -1);

    /**
     * Room for what the writer does not send: retries, new messages of scenes that a person moved, and scenes that servers
     * have in hand which were added while the application ran, 200 of 16 slots at the most.
     */
    private static final int BEYOND_DEPTH = 1000 + 200 * 16;

    /** @param slots of all servers together */
    static QueueLimits of(Settings settings, int slots) {
        return new QueueLimits(settings.brief().queueDepth(), settings.scene().queueDepth() + slots + BEYOND_DEPTH);
    }
}
