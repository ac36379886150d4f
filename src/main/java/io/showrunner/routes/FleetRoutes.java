package io.showrunner.routes;

import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceState;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every configured ComfyUI server its set of routes, made from the templates of the {@code comfyui-} files, and lets
 * scenes be taken for it only while it is UP. Taking is stopped at the consumer, not at the route: running scenes go on
 * and nothing waits for them.
 */
public final class FleetRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(FleetRoutes.class);
    private static final String TAKE_SCENE = "take-scene";
    private static final List<String> TEMPLATES = List.of(
            "upload-keyframe",
            "submit-prompt",
            "look-at-prompt",
            "measure-instance",
            "cancel-prompt",
            "fetch-frame",
            "probe-instance",
            TAKE_SCENE);

    private final CamelContext context;
    private final Fleet fleet;

    public FleetRoutes(CamelContext context, Fleet fleet) {
        this.context = context;
        this.fleet = fleet;
        fleet.onStateChange((instance, state) -> admit(instance));
    }

    /** Adds the routes of one server; scenes are taken for it once it has answered a probe. */
    public void add(InstanceSettings instance, TemplatedRoutes templated) {
        for (String template : TEMPLATES) {
            templated.add(
                    template,
                    routeId(template, instance.id()),
                    Map.of(
                            "instance", instance.id(),
                            "url", instance.url().toString(),
                            "slots", Integer.toString(instance.slots())));
        }
    }

    /** Lets scenes be taken for every server that is UP, and for no other; to be called after routes were swapped. */
    public void admitAll() {
        fleet.views().forEach(view -> admit(view.id()));
    }

    /** No scene is taken for any server until {@link #admitAll}. */
    public void holdAll() {
        fleet.views().forEach(view -> hold(view.id()));
    }

    private synchronized void admit(String instanceId) {
        if (fleet.view(instanceId).state() != InstanceState.UP) {
            hold(instanceId);
            return;
        }
        String routeId = routeId(TAKE_SCENE, instanceId);
        try {
            ServiceStatus status = context.getRouteController().getRouteStatus(routeId);
            if (status == ServiceStatus.Stopped) {
                context.getRouteController().startRoute(routeId);
            } else if (status == ServiceStatus.Started) {
                ServiceHelper.resumeService(context.getRoute(routeId).getConsumer());
            }
        } catch (Exception e) {
            LOG.error("instance={} no scenes are taken for it: {}", instanceId, e.getMessage(), e);
        }
    }

    private void hold(String instanceId) {
        Route route = context.getRoute(routeId(TAKE_SCENE, instanceId));
        if (route != null && route.getConsumer() != null) {
            ServiceHelper.suspendService(route.getConsumer());
        }
    }

    private static String routeId(String template, String instanceId) {
        return template + "-" + instanceId;
    }
}
