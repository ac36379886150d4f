package io.showrunner.routes;

import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Breakers;
import io.showrunner.fleet.Fleet;
import io.showrunner.routes.ConsumerGate.Holder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.Registry;

/**
 * Gives every ComfyUI server its set of routes, made from the templates of the {@code comfyui-} files, with a breaker of its
 * own, and lets scenes be taken for it only while it is UP.
 */
final class FleetRoutes {
    private static final long STOP_MILLIS = 5_000;
    private static final String TAKE_SCENE = "take-scene";
    private static final String WATCH_OUTPUT = "watch-output";
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
            WATCH_OUTPUT,
            TAKE_SCENE);

    private final Fleet fleet;
    private final Breakers breakers;
    private final ConsumerGate gate;
    private final TemplatedRoutes templated;
    private final FrameLooks looks;
    private final Registry registry;

    FleetRoutes(
            Fleet fleet,
            Breakers breakers,
            ConsumerGate gate,
            TemplatedRoutes templated,
            FrameLooks looks,
            Registry registry) {
        this.fleet = fleet;
        this.breakers = breakers;
        this.gate = gate;
        this.templated = templated;
        this.looks = looks;
        this.registry = registry;
        fleet.onStateChange((instance, state) -> admit(instance));
    }

    /** Adds the breaker and the routes of one server; scenes are taken for it once it has answered a probe. */
    void add(InstanceSettings instance) {
        registry.bind(breaker(instance.id()), breakers.add(instance.id()));
        registry.bind(outputFolder(instance.id()), looks.folderOf(instance.id()));
        gate.hold(routeId(TAKE_SCENE, instance.id()), Holder.INSTANCE);
        try {
            TEMPLATES.forEach(template -> add(template, instance));
        } catch (RuntimeException e) {
            remove(instance.id());
            throw e;
        }
    }

    private void add(String template, InstanceSettings instance) {
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "instance", instance.id(),
                "url", instance.url().toString(),
                "slots", Integer.toString(instance.slots())));
        if (instance.outputDirectory() != null) {
            parameters.put("directory", instance.outputDirectory().toString());
            parameters.put("folder", outputFolder(instance.id()));
        } else if (template.equals(WATCH_OUTPUT)) {
            return;
        }
        templated.add(template, routeId(template, instance.id()), parameters);
    }

    /** Removes the routes and the breaker of one server, the route that takes scenes first. */
    void remove(String instanceId) {
        for (int i = TEMPLATES.size() - 1; i >= 0; i--) {
            String routeId = routeId(TEMPLATES.get(i), instanceId);
            try {
                templated.remove(routeId, STOP_MILLIS);
            } catch (Exception e) {
                throw new IllegalStateException("route " + routeId + " cannot be removed: " + e.getMessage(), e);
            }
        }
        gate.admit(routeId(TAKE_SCENE, instanceId), Holder.INSTANCE);
        registry.unbind(breaker(instanceId));
        registry.unbind(outputFolder(instanceId));
        breakers.remove(instanceId);
    }

    /** The route that takes scenes for the server. */
    static String takes(String instanceId) {
        return routeId(TAKE_SCENE, instanceId);
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
        if (fleet.isUp(instanceId)) {
            gate.admit(routeId(TAKE_SCENE, instanceId), Holder.INSTANCE);
        } else {
            gate.hold(routeId(TAKE_SCENE, instanceId), Holder.INSTANCE);
        }
    }

    private static String outputFolder(String instanceId) {
        return "output-folder-" + instanceId;
    }

    private static String breaker(String instanceId) {
        return "breaker-" + instanceId;
    }

    private static String routeId(String template, String instanceId) {
        return template + "-" + instanceId;
    }
}
