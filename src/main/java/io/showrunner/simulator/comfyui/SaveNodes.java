package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Output nodes: what history shows and files come from. */
final class SaveNodes {
    private SaveNodes() {}

    static NodeResult saveImage(NodeCall call) throws InterruptedException {
        return save(call, call.context().folders().output(), "output", call.text("filename_prefix"));
    }

    static NodeResult previewImage(NodeCall call) throws InterruptedException {
        String prefix = "ComfyUI_temp_"
                + Digest.of(call.context().ticket().id() + call.id()).substring(0, 5);
        return save(call, call.context().folders().temp(), "temp", prefix);
    }

    static NodeResult previewAny(NodeCall call) {
        ObjectNode ui = Wire.object();
        ui.putArray("text").add(call.text("source"));
        return NodeResult.shown(ui);
    }

    private static NodeResult save(NodeCall call, Path root, String type, String prefix) throws InterruptedException {
        Imagery images = call.imagery("images");
        var target = SaveTarget.of(root, prefix, images.width(), images.height());
        var writer = new FrameWriter(call.context(), texts(call.context()), target);
        ObjectNode ui = Wire.object();
        ArrayNode listed = ui.putArray("images");
        List<Imagery.Frame> frames = images.frames();
        Duration pace =
                type.equals("temp") ? Duration.ZERO : call.context().pace().frame();
        for (int i = 0; i < frames.size(); i++) {
            String name = writer.write(images, i, pace);
            listed.addObject()
                    .put("filename", name)
                    .put("subfolder", target.subfolder())
                    .put("type", type);
        }
        return NodeResult.shown(ui);
    }

    private static Map<String, String> texts(RunContext context) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("prompt", Wire.ascii(context.ticket().prompt()));
        context.ticket()
                .extraData()
                .path("extra_pnginfo")
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), Wire.ascii(entry.getValue())));
        return texts;
    }
}
