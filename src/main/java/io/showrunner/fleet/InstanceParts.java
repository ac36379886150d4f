package io.showrunner.fleet;

import io.showrunner.config.Settings.InstanceSettings;

/** What belongs to a server beside its place in the fleet: its routes, its breaker, its websocket. */
public interface InstanceParts {
    /** Makes them. What was made before a failure is undone. */
    void add(InstanceSettings instance);

    /** Ends them. */
    void remove(String instanceId);

    /** Scenes that the routes of the server have in hand, also those that are rendered elsewhere. */
    int scenesInHand(String instanceId);
}
