package io.showrunner.simulator.comfyui;

/** The interrupt flag was seen inside a node. */
final class PromptInterrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
