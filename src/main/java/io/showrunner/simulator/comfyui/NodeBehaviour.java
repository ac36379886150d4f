package io.showrunner.simulator.comfyui;

/** What a node class does when it runs. */
@FunctionalInterface
interface NodeBehaviour {
    NodeResult run(NodeCall call) throws InterruptedException;
}
