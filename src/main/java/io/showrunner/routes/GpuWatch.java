package io.showrunner.routes;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.showrunner.broker.EmbeddedBroker;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.SceneRate;
import io.showrunner.fleet.VramLadder;
import io.showrunner.story.PausedWork;
import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StoryStore;
import io.showrunner.telemetry.FrameMeters;
import io.showrunner.telemetry.GpuAccounts;
import io.showrunner.telemetry.SceneMeters;
import io.showrunner.telemetry.VideoMemory;
import io.showrunner.telemetry.WorkAhead;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.main.Main;

/** The account of the GPUs' time, and the look-out for work that it needs: whatever can be asked without reading a story. */
public final class GpuWatch {
    private final Fleet fleet;
    private final SceneRate rate;
    private final StageHolds holds;
    private final GpuAccounts accounts;
    private final VideoMemory memory = new VideoMemory();
    private volatile Queues queues;

    private record Queues(EmbeddedBroker broker, PausedWork paused) {}

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
    void begin(Main camel, EmbeddedBroker broker, StoryStore store) {
        queues = new Queues(broker, new PausedWork(store));
        camel.bind("gpuAccounts", accounts);
        camel.bind("gpuWatch", this);
        camel.bind("videoMemory", memory);
        MeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        camel.bind(MicrometerConstants.METRICS_REGISTRY_NAME, meters);
        camel.bind("sceneMeters", new SceneMeters(meters));
        camel.bind("frameMeters", new FrameMeters(meters));
    }

    /** The queues are about to be closed. */
    void end() {
        queues = null;
    }

    void register(MeterRegistry meters) {
        GpuMeters.register(meters, fleet, accounts);
        MemoryMeters.register(meters, fleet, memory);
    }

    /** What there is to do now. */
    public WorkAhead ahead() {
        Queues open = queues;
        return new WorkAhead(
                open == null ? 0 : open.broker().depth(EmbeddedBroker.SCENES) - fleet.leases(),
                open == null ? 0 : open.broker().depth(EmbeddedBroker.BRIEFS),
                holds.isHeld(Stage.RENDER),
                holds.isHeld(Stage.WRITE),
                open == null ? 0 : open.paused().count(),
                rate.isSpent());
    }
}
