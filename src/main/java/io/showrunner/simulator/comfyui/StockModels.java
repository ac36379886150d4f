package io.showrunner.simulator.comfyui;

import java.util.List;
import java.util.Map;

/** The model files of a server that has what the stock workflows need. */
final class StockModels {
    private StockModels() {}

    static Map<String, List<String>> byFolder() {
        return Map.of(
                "checkpoints",
                List.of(
                        "sd_xl_base_1.0.safetensors",
                        "svd.safetensors",
                        "svd_xt.safetensors",
                        "v1-5-pruned-emaonly-fp16.safetensors",
                        "v1-5-pruned-emaonly.safetensors"),
                "loras",
                List.of(),
                "vae",
                List.of("vae-ft-mse-840000-ema-pruned.safetensors"),
                "clip_vision",
                List.of(),
                "embeddings",
                List.of());
    }
}
