package io.showrunner.simulator.comfyui;

/** What the saved frames of a simulated server show. */
public enum Pictures {
    /** What the prompt says. */
    DRAWN,
    /** Noise, as large as its pixels, which takes no time to make. */
    NOISE,
    /** Noise as grainy as a film: compressed it is as large as a picture of a model, 1 MB at 1024x576. */
    GRAIN
}
