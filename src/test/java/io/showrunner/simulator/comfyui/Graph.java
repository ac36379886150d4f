package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Builds workflows in API format, from core nodes that need no weights unless the name says otherwise. */
final class Graph {
    private final ObjectNode nodes = Wire.object();

    /** EmptyImage (1) and SaveImage (9), with a colour and a prefix that make it no repeat of another graph. */
    static Graph stills(int count) {
        UUID unique = UUID.randomUUID();
        return new Graph().emptyImage(count, unique.hashCode() & 0xFFFFFF).save("contract/" + unique + "/frame");
    }

    /** PreviewAny (9) of a text that history and {@code executed} show. */
    static Graph text(String text) {
        return new Graph()
                .node("1", "PrimitiveString")
                .with("1", "value", text)
                .node("9", "PreviewAny")
                .link("9", "source", "1");
    }

    Graph emptyImage(int count, int color) {
        return node("1", "EmptyImage")
                .with("1", "width", 64)
                .with("1", "height", 48)
                .with("1", "batch_size", count)
                .with("1", "color", color);
    }

    Graph save(String prefix) {
        return node("9", "SaveImage").link("9", "images", "1").with("9", "filename_prefix", prefix);
    }

    Graph node(String id, String classType) {
        nodes.putObject(id).put("class_type", classType).putObject("inputs");
        return this;
    }

    Graph with(String id, String input, Object value) {
        inputs(id).putPOJO(input, value);
        return this;
    }

    Graph link(String id, String input, String source) {
        return link(id, input, source, 0);
    }

    Graph link(String id, String input, String source, int slot) {
        inputs(id).putArray(input).add(source).add(slot);
        return this;
    }

    Graph without(String id, String input) {
        inputs(id).remove(input);
        return this;
    }

    ObjectNode nodes() {
        return nodes;
    }

    /** The body of POST /prompt. */
    ObjectNode request() {
        ObjectNode request = Wire.object();
        request.set("prompt", nodes.deepCopy());
        return request;
    }

    /** The text-to-image graph of a stock server, for 64x48 pixels. */
    static Graph keyframe(long seed, int steps) {
        return new Graph()
                .node("10", "CheckpointLoaderSimple")
                .with("10", "ckpt_name", "v1-5-pruned-emaonly.safetensors")
                .node("11", "CLIPTextEncode")
                .with("11", "text", "an orchard")
                .link("11", "clip", "10", 1)
                .node("12", "CLIPTextEncode")
                .with("12", "text", "blurry")
                .link("12", "clip", "10", 1)
                .node("13", "EmptyLatentImage")
                .with("13", "width", 64)
                .with("13", "height", 48)
                .with("13", "batch_size", 1)
                .node("14", "KSampler")
                .link("14", "model", "10")
                .link("14", "positive", "11")
                .link("14", "negative", "12")
                .link("14", "latent_image", "13")
                .with("14", "seed", seed)
                .with("14", "steps", steps)
                .with("14", "cfg", 7.0)
                .with("14", "sampler_name", "euler")
                .with("14", "scheduler", "normal")
                .with("14", "denoise", 1.0)
                .node("15", "VAEDecode")
                .link("15", "samples", "14")
                .link("15", "vae", "10", 2)
                .node("16", "SaveImage")
                .link("16", "images", "15")
                .with("16", "filename_prefix", "contract/" + UUID.randomUUID() + "/keyframe");
    }

    /** The keyframe graph followed by image-to-video. */
    static Graph video(long seed, int frames) {
        return keyframe(seed, 4)
                .node("1", "ImageOnlyCheckpointLoader")
                .with("1", "ckpt_name", "svd_xt.safetensors")
                .node("3", "VideoLinearCFGGuidance")
                .link("3", "model", "1")
                .with("3", "min_cfg", 1.0)
                .node("4", "SVD_img2vid_Conditioning")
                .link("4", "clip_vision", "1", 1)
                .link("4", "init_image", "15")
                .link("4", "vae", "1", 2)
                .with("4", "width", 64)
                .with("4", "height", 48)
                .with("4", "video_frames", frames)
                .with("4", "motion_bucket_id", 127)
                .with("4", "fps", 6)
                .with("4", "augmentation_level", 0.0)
                .node("5", "KSampler")
                .link("5", "model", "3")
                .link("5", "positive", "4")
                .link("5", "negative", "4", 1)
                .link("5", "latent_image", "4", 2)
                .with("5", "seed", seed)
                .with("5", "steps", 4)
                .with("5", "cfg", 2.5)
                .with("5", "sampler_name", "euler")
                .with("5", "scheduler", "karras")
                .with("5", "denoise", 1.0)
                .node("6", "VAEDecode")
                .link("6", "samples", "5")
                .link("6", "vae", "1", 2)
                .node("7", "SaveImage")
                .link("7", "images", "6")
                .with("7", "filename_prefix", "contract/" + UUID.randomUUID() + "/frame");
    }

    private ObjectNode inputs(String id) {
        return (ObjectNode) nodes.get(id).get("inputs");
    }
}
