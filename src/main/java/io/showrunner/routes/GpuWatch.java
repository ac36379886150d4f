package io.showrunner.routes;

import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.broker.Broker;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.SceneRate;
import io.showrunner.fleet.VramLadder;
import io.showrunner.story.PausedWork;
import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StoryStore;
import io.showrunner.telemetry.GpuAccounts;
import io.showrunner.telemetry.WorkAhead;
import org.apache.camel.main.Main;

/** The account of the GPUs' time, and the look-out for work that it needs: whatever can be asked without reading a story. */
public final class GpuWatch {
    private final Fleet fleet;
    private final SceneRate rate;
    private final StageHolds holds;
    private final GpuAccounts accounts;
    private volatile Queues queues;

    private record Queues(Broker broker, PausedWork paused) {}

    GpuWatch(Fleet fleet, VramLadder ladder, SceneRate rate, StageHolds holds) {
        this.fleet = fleet;
        this.rate = rate;
        this.holds = holds;
        this.accounts = new GpuAccounts(fleet, ladder::isLow, this::ahead, System::nanoTime);
        holds.onChange(stage -> accounts.lookAtAll(ahead()));
    }

    GpuAccounts accounts() {
        return accounts;
    }

    /** From now on the queues count; the routes look at all GPUs every second. */
    void begin(Main camel, Broker broker, StoryStore store) {
        queues = new Queues(broker, new PausedWork(store));
        camel.bind("gpuAccounts", accounts);
        camel.bind("gpuWatch", this);
    }

    /** The queues are about to be closed. */
    void end() {
        queues = null;
    }

    void register(MeterRegistry meters) {
        GpuMeters.register(meters, fleet, accounts);
    }

    /** What there is to do now. */
    public WorkAhead ahead() {
        Queues open = queues;
        return new WorkAhead(
                open == null ? 0 : open.broker().depth(Broker.SCENES) - fleet.leases(),
                open == null ? 0 : open.broker().depth(Broker.BRIEFS),
                holds.isHeld(Stage.RENDER),
                holds.isHeld(Stage.WRITE),
                open == null ? 0 : open.paused().count(),
                rate.isSpent());
    }
}
