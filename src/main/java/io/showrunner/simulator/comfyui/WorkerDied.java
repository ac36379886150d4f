package io.showrunner.simulator.comfyui;

/** An exception that the server's worker thread does not catch: HTTP lives on, nothing is executed any more. */
final class WorkerDied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkerDied(String reason) {
        super(reason);
    }
}
