package io.showrunner.simulator.comfyui;

import java.util.Map;

/**
 * The graphics card that the simulator pretends to have; sizes in MB (1024 * 1024 bytes).
 *
 * @param baselineMb what the driver and other programs hold
 * @param modelMb resident size by checkpoint name; a name that is not listed takes 2100 MB
 * @param imagePeakMb sampling one 1024x576 image, on top of the resident model
 * @param videoFramePeakMb sampling one 1024x576 video frame; all frames are sampled together
 */
public record Gpu(
        String name, int totalMb, int baselineMb, Map<String, Integer> modelMb, int imagePeakMb, int videoFramePeakMb) {
    private static final int USUAL_MODEL_MB = 2_100;

    /** @throws IllegalArgumentException when the card is smaller than what is held at rest */
    public Gpu {
        modelMb = Map.copyOf(modelMb);
        if (totalMb <= baselineMb || baselineMb < 0) {
            throw new IllegalArgumentException(
                    "the card has " + totalMb + " MB, of which " + baselineMb + " MB cannot be held at rest");
        }
    }

    /** A card of the given size on which the stock checkpoints take what they take in half precision. */
    public static Gpu ofSize(String name, int totalMb) {
        var models = Map.of(
                "v1-5-pruned-emaonly.safetensors", 2_100,
                "sd_xl_base_1.0.safetensors", 6_600,
                "svd.safetensors", 4_300,
                "svd_xt.safetensors", 4_300);
        return new Gpu(name, totalMb, 420, models, 1_250, 260);
    }

    int residentMb(String model) {
        return modelMb.getOrDefault(model, USUAL_MODEL_MB);
    }
}
