package io.showrunner.simulator.comfyui;

/** The whole server process dies of a prompt. */
final class ProcessCrash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProcessCrash(String reason) {
        super(reason);
    }
}
