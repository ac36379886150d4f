package io.showrunner.simulator.comfyui;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Nodes that need a checkpoint: loading, conditioning, sampling, decoding. */
final class ModelNodes {
    /** A checkpoint on a MODEL, CLIP or VAE link. */
    record Model(String name) {}

    /** Text on a CONDITIONING link. */
    record Conditioning(String text) {}

    private ModelNodes() {}

    static Map<String, NodeBehaviour> behaviours() {
        return Map.ofEntries(
                Map.entry("CheckpointLoaderSimple", ModelNodes::load),
                Map.entry("ImageOnlyCheckpointLoader", ModelNodes::load),
                Map.entry("VAELoader", call -> NodeResult.of(new Model(call.text("vae_name")))),
                Map.entry(
                        "LoraLoader",
                        call -> NodeResult.of(call.as("model", Model.class), call.as("clip", Model.class))),
                Map.entry("CLIPSetLastLayer", call -> NodeResult.of(call.as("clip", Model.class))),
                Map.entry("VideoLinearCFGGuidance", call -> NodeResult.of(call.as("model", Model.class))),
                Map.entry("CLIPTextEncode", call -> NodeResult.of(new Conditioning(call.text("text")))),
                Map.entry("ConditioningCombine", call -> NodeResult.of(call.as("conditioning_1", Conditioning.class))),
                Map.entry("SVD_img2vid_Conditioning", ModelNodes::conditionVideo),
                Map.entry("KSampler", ModelNodes::sample),
                Map.entry("VAEDecode", ModelNodes::decode),
                Map.entry("VAEDecodeTiled", ModelNodes::decode),
                Map.entry("VAEEncode", call -> NodeResult.of(call.imagery("pixels"))));
    }

    private static NodeResult load(NodeCall call) throws InterruptedException {
        var model = new Model(call.text("ckpt_name"));
        makeResident(call, model);
        return NodeResult.of(model, model, model);
    }

    private static void makeResident(NodeCall call, Model model) throws InterruptedException {
        if (call.context().vram().load(model.name())) {
            call.context().work(call.context().pace().load());
        }
    }

    private static NodeResult conditionVideo(NodeCall call) {
        String text = call.imagery("init_image").text();
        var latent = Imagery.blank(
                call.integer("width"), call.integer("height"), call.integer("video_frames"), 0, text, true);
        return NodeResult.of(new Conditioning(text), new Conditioning(""), latent);
    }

    private static NodeResult sample(NodeCall call) throws InterruptedException {
        makeResident(call, call.as("model", Model.class));
        Imagery latent = call.imagery("latent_image");
        String text = call.as("positive", Conditioning.class).text();
        var sampled = Imagery.blank(
                latent.width(), latent.height(), latent.frames().size(), call.seed("seed"), text, latent.video());
        VramModel vram = call.context().vram();
        vram.strain(latent.width(), latent.height(), latent.frames().size(), latent.video());
        try {
            steps(call, sampled);
        } finally {
            vram.relax();
        }
        return NodeResult.of(sampled);
    }

    private static void steps(NodeCall call, Imagery sampled) throws InterruptedException {
        RunContext context = call.context();
        int steps = (int) Math.max(1, Math.round(call.integer("steps") * Math.min(call.decimal("denoise"), 1)));
        int previewEvery = Math.max(1, steps / 4);
        for (int step = 1; step <= steps; step++) {
            context.work(context.pace().step());
            context.events().progress(call.id(), step, steps);
            if (step % previewEvery == 0) {
                preview(call, sampled);
            }
            context.checkInterrupt();
        }
    }

    private static void preview(NodeCall call, Imagery sampled) {
        var small = sampled.sized(Math.max(1, sampled.width() / 4), Math.max(1, sampled.height() / 4));
        Optional<Imagery.Frame> first = small.frames().stream().findFirst();
        first.ifPresent(frame -> {
            BufferedImage picture = new FrameRenderer(call.context().label(), false).render(small, frame, "preview");
            call.context().events().preview(call.id(), Previews.jpeg(picture));
        });
    }

    private static NodeResult decode(NodeCall call) throws InterruptedException {
        Imagery latent = call.imagery("samples");
        Duration oneFrame = call.context().pace().decode();
        call.context().work(oneFrame.multipliedBy(latent.frames().size()));
        return NodeResult.of(latent);
    }
}
