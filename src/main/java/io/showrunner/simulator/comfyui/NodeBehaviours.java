package io.showrunner.simulator.comfyui;

import java.util.HashMap;
import java.util.Map;

/** All node classes that do something, by name. */
final class NodeBehaviours {
    private final Map<String, NodeBehaviour> all = new HashMap<>();

    NodeBehaviours() {
        all.putAll(ModelNodes.behaviours());
        all.putAll(ImageNodes.behaviours());
        all.put("SaveImage", SaveNodes::saveImage);
        all.put("SaveAnimatedPNG", SaveNodes::saveAnimatedPng);
        all.put("PreviewImage", SaveNodes::previewImage);
        all.put("PreviewAny", SaveNodes::previewAny);
    }

    NodeResult run(NodeCall call) throws InterruptedException {
        NodeBehaviour behaviour = all.get(call.classType());
        if (behaviour == null) {
            throw new NodeFailure("NotImplementedError", "the simulator cannot run " + call.classType());
        }
        return behaviour.run(call);
    }
}
