package io.showrunner.simulator.comfyui;

import java.util.List;

/** What the server did with prompts: kept for assertions, and told to the listener. Thread-safe. */
final class RunLog {
    private final BoundedLog<Execution> ended = new BoundedLog<>();
    private final ServerListener listener;

    RunLog(ServerListener listener) {
        this.listener = listener;
    }

    /** @param queued prompts of everybody in the server with this one */
    void accepted(Ticket ticket, int queued) {
        listener.accepted(ticket.id(), ticket.extraData().path("extra_pnginfo"), queued);
    }

    void started(Ticket ticket) {
        listener.started(ticket.id(), ticket.extraData().path("extra_pnginfo"));
    }

    void ended(Execution run) {
        ended.add(run);
        listener.ended(run);
    }

    void crashed() {
        listener.crashed();
    }

    List<Execution> ended() {
        return ended.entries();
    }
}
