package io.showrunner.config;

import static io.showrunner.config.Setting.setting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The settings of several Showrunners on the same queues. */
final class ClusterKeys {
    static final Setting<String> NODE =
            setting("showrunner.cluster.node", ValueType.kebabCase()).orNone();
    static final Setting<String> INSTANCE_NODE = setting("showrunner.comfyui.instances[n].node", ValueType.kebabCase())
            .orNone();

    static final List<Setting<?>> ALL = List.of(NODE, INSTANCE_NODE);

    private ClusterKeys() {}

    static ClusterSettings read(Values values) {
        Map<String, String> owners = new HashMap<>();
        for (int place : values.places(FleetKeys.INSTANCE_URL)) {
            values.find(INSTANCE_NODE, place)
                    .ifPresent(node -> owners.put(values.get(FleetKeys.INSTANCE_ID, place), node));
        }
        return new ClusterSettings(values.find(NODE), owners);
    }

    static void check(Values values, List<String> problems) {
        boolean embedded =
                values.find(BrokerKeys.URL).filter("embedded"::equals).isPresent();
        if (embedded && values.find(NODE).isPresent()) {
            problems.add(values.problem(
                    NODE,
                    0,
                    "the queues are embedded in this process, where no other node can reach them; name a broker in"
                            + " showrunner.broker.url, or leave this empty"));
        }
    }
}
