package io.showrunner.routes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.health.DiskWatch;
import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;

/** Which stages take no work, and the room on the disks, which is one reason for it. */
final class StageMeters {
    private StageMeters() {}

    static void register(MeterRegistry meters, StageHolds holds, DiskWatch disk, GpuWatch work) {
        Gauge.builder("showrunner.queue.depth", work, each -> each.ahead().scenes())
                .description("Scenes that no server has taken yet")
                .tag("queue", "scenes")
                .register(meters);
        Gauge.builder("showrunner.queue.depth", work, each -> each.ahead().briefs())
                .description("Briefs that are being written or wait for it")
                .tag("queue", "briefs")
                .register(meters);
        for (Stage stage : Stage.values()) {
            Gauge.builder("showrunner.stage.held", holds, each -> each.isHeld(stage) ? 1 : 0)
                    .description("1 while the stage takes no work")
                    .tag("stage", stage.word())
                    .register(meters);
        }
        Gauge.builder("showrunner.disk.free.bytes", disk, each -> each.last().freeBytes())
                .description("Free room of the file system with least of it, of those that are written to")
                .register(meters);
        Gauge.builder("showrunner.disk.needed.bytes", disk, each -> each.last().neededBytes())
                .description("Free room below which no new work is taken")
                .register(meters);
    }
}
