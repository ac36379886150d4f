package io.showrunner.routes;

import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceState;
import io.showrunner.routes.ConsumerGate.Holder;
import java.util.List;
import java.util.Map;

/**
 * Gives every configured ComfyUI server its set of routes, made from the templates of the {@code comfyui-} files, and lets
 * scenes be taken for it only while it is UP.
 */
final class FleetRoutes {
    private static final String TAKE_SCENE = "take-scene";
    private static final List<String> TEMPLATES = List.of(
            "inspect-instance",
            "upload-keyframe",
            "submit-prompt",
            "look-at-prompt",
            "measure-instance",
            "free-memory",
            "sample-memory",
            "warm-up",
            "cancel-prompt",
            "fetch-frame",
            "probe-instance",
            TAKE_SCENE);

    private final Fleet fleet;
    private final ConsumerGate gate;

    FleetRoutes(Fleet fleet, ConsumerGate gate) {
        this.fleet = fleet;
        this.gate = gate;
        fleet.onStateChange((instance, state) -> admit(instance));
    }

    /** Adds the routes of one server; scenes are taken for it once it has answered a probe. */
    void add(InstanceSettings instance, TemplatedRoutes templated) {
        for (String template : TEMPLATES) {
            templated.add(
                    template,
                    routeId(template, instance.id()),
                    Map.of(
                            "instance", instance.id(),
                            "url", instance.url().toString(),
                            "slots", Integer.toString(instance.slots())));
        }
        gate.hold(routeId(TAKE_SCENE, instance.id()), Holder.INSTANCE);
    }

    /** Scenes may be taken again for every server that is UP. */
    void admitAll() {
        fleet.views().forEach(view -> gate.admit(routeId(TAKE_SCENE, view.id()), Holder.SWAP));
    }

    /** No scene is taken for any server until {@link #admitAll}. */
    void holdAll() {
        fleet.views().forEach(view -> gate.hold(routeId(TAKE_SCENE, view.id()), Holder.SWAP));
    }

    private synchronized void admit(String instanceId) {
        if (fleet.view(instanceId).state() == InstanceState.UP) {
            gate.admit(routeId(TAKE_SCENE, instanceId), Holder.INSTANCE);
        } else {
            gate.hold(routeId(TAKE_SCENE, instanceId), Holder.INSTANCE);
        }
    }

    private static String routeId(String template, String instanceId) {
        return template + "-" + instanceId;
    }
}
