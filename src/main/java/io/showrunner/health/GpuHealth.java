package io.showrunner.health;

import io.showrunner.comfyui.SystemStats;
import io.showrunner.health.HealthReport.Gpu;
import io.showrunner.health.HealthReport.GpuState;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Judges the memory of the GPUs (K1). */
final class GpuHealth {
    private static final SystemStats.Device NONE =
            new SystemStats.Device("Unknown", "unknown", null, null, null, null, null);

    private final int minimumMb;

    GpuHealth(int minimumMb) {
        this.minimumMb = minimumMb;
    }

    Gpu judge(List<InstanceAnswer> answers) {
        List<GpuState> gpus = answers.stream().map(this::judge).toList();
        Optional<GpuState> best =
                gpus.stream().filter(gpu -> Objects.nonNull(gpu.freeMb())).max(Comparator.comparing(GpuState::freeMb));
        return new Gpu(
                Status.ofWhole(gpus.stream().map(GpuState::status).toList()),
                minimumMb,
                best.map(GpuState::freeMb).orElse(null),
                best.map(GpuState::totalMb).orElse(null),
                best.isPresent() ? "system_stats" : "missing",
                gpus);
    }

    private GpuState judge(InstanceAnswer answer) {
        String id = answer.instance().id();
        if (!answer.answered()) {
            return new GpuState(id, Status.FAILED, null, null, null, "its ComfyUI does not answer");
        }
        SystemStats.Device device = answer.device().orElse(NONE);
        Long free = megabytes(device.vramFree());
        Status status = Status.OK;
        String message = null;
        if (free == null) {
            status = Status.DEGRADED;
            message = "ComfyUI does not say how much memory is free";
        } else if (free < minimumMb) {
            status = Status.FAILED;
            message = free + " MB free, " + minimumMb + " MB needed (showrunner.fleet.min-available-vram)";
        } else if ("cpu".equals(device.type())) {
            status = Status.DEGRADED;
            message = "no GPU: ComfyUI computes on the CPU, and the figures are those of the main memory";
        }
        return new GpuState(id, status, device.name(), free, megabytes(device.vramTotal()), message);
    }

    private static Long megabytes(Long bytes) {
        return bytes == null ? null : (Long) (bytes >> 20);
    }
}
