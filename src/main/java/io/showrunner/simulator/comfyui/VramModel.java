package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.simulator.SimulatedCard;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Memory of the card over time. A checkpoint stays resident until something frees it or a newer one needs the room;
 * sampling takes a peak on top and gives it back to torch's reserve, not to the driver.
 */
final class VramModel {
    private static final long MB = 1024L * 1024L;
    private static final int LARGEST_MB = 1_000_000_000;
    private static final String COMFYUI = "ComfyUI";

    private final Gpu gpu;
    private final IntSupplier foreignMb;
    private final Optional<SimulatedCard> card;
    private final Map<String, Integer> resident = new LinkedHashMap<>();
    private int inferenceMb;
    private int reservedMb;

    /**
     * @param foreignMb what other programs on the card hold now
     * @param card whose other programs are simulated too; empty for none
     */
    VramModel(Gpu gpu, IntSupplier foreignMb, Optional<SimulatedCard> card) {
        this.gpu = gpu;
        this.foreignMb = foreignMb;
        this.card = card;
    }

    /** Makes a checkpoint resident; true when it had to be loaded. */
    synchronized boolean load(String model) {
        if (resident.containsKey(model)) {
            return false;
        }
        int needed = gpu.residentMb(model);
        var oldest = resident.keySet().iterator();
        while (freeMb() < needed && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
        take(needed);
        resident.put(model, needed);
        reserve();
        return true;
    }

    /** Memory of one sampling run; to be given back with {@link #relax()}. */
    synchronized void strain(int width, int height, int frames, boolean video) {
        double area = (double) width * height / (1024.0 * 576.0);
        double each = video ? gpu.videoFramePeakMb() : gpu.imagePeakMb();
        int peak = (int) Math.min(area * each * frames, LARGEST_MB);
        take(peak);
        inferenceMb = peak;
        reserve();
    }

    synchronized void relax() {
        inferenceMb = 0;
    }

    synchronized void unloadAll() {
        resident.clear();
        inferenceMb = 0;
        reservedMb = 0;
        card.ifPresent(shared -> shared.hold(COMFYUI, 0));
    }

    synchronized int freeMb() {
        return gpu.totalMb()
                - gpu.baselineMb()
                - foreignMb.getAsInt()
                - activeMb()
                - card.map(shared -> shared.heldByOthers(COMFYUI)).orElse(0);
    }

    synchronized ObjectNode device() {
        return Wire.object()
                .put("name", "cuda:0 " + gpu.name() + " : cudaMallocAsync")
                .put("type", "cuda")
                .put("index", 0)
                .put("vram_total", gpu.totalMb() * MB)
                .put("vram_free", Math.max(freeMb(), 0) * MB)
                .put("torch_vram_total", reservedMb * MB)
                .put("torch_vram_free", Math.max(reservedMb - activeMb(), 0) * MB);
    }

    private void take(int megabytes) {
        if (freeMb() < megabytes) {
            throw NodeFailure.outOfMemory(megabytes, Math.max(freeMb(), 0));
        }
    }

    private void reserve() {
        reservedMb = Math.max(reservedMb, activeMb());
        if (card.isPresent() && !card.get().hold(COMFYUI, reservedMb)) {
            throw NodeFailure.outOfMemory(activeMb(), Math.max(freeMb(), 0));
        }
    }

    private int activeMb() {
        return resident.values().stream().mapToInt(Integer::intValue).sum() + inferenceMb;
    }
}
