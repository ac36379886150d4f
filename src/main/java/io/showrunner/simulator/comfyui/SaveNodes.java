package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

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

    /** One file for all frames, numbered among the images with the same prefix. */
    static NodeResult saveAnimatedPng(NodeCall call) throws InterruptedException {
        Imagery images = call.imagery("images");
        RunContext context = call.context();
        var target = SaveTarget.of(
                context.folders().output(), call.text("filename_prefix"), images.width(), images.height());
        FrameRenderer renderer = renderer(context);
        Supplier<byte[]> content = () -> ApngWriter.encode(
                images.frames().stream()
                        .map(frame -> renderer.render(images, frame, target.name()))
                        .toList(),
                call.decimal("fps"),
                texts(context));
        Duration pace = context.pace().frame().multipliedBy(images.frames().size());
        String name = new FrameWriter(call, target).write(0, 1, content, pace);
        ObjectNode ui = Wire.object();
        ui.putArray("images").add(listed(name, target, "output"));
        ui.putArray("animated").add(true);
        return NodeResult.shown(ui);
    }

    private static NodeResult save(NodeCall call, Path root, String type, String prefix) throws InterruptedException {
        Imagery images = call.imagery("images");
        var target = SaveTarget.of(root, prefix, images.width(), images.height());
        ObjectNode ui = Wire.object();
        ArrayNode listed = ui.putArray("images");
        List<Imagery.Frame> frames = images.frames();
        Duration pace =
                type.equals("temp") ? Duration.ZERO : call.context().pace().frame();
        List<Supplier<byte[]>> contents = contents(call, target, pace.isZero());
        for (int i = 0; i < frames.size(); i++) {
            SaveTarget place = call.context().script().isScattered() ? target.scattered(i) : target;
            String name = new FrameWriter(call, place).write(i, frames.size(), contents.get(i), pace);
            listed.add(listed(name, place, type));
        }
        return NodeResult.shown(ui);
    }

    /** Made one by one as they are written; where writing takes no time, all of them before, so that it is one burst. */
    private static List<Supplier<byte[]>> contents(NodeCall call, SaveTarget target, boolean burst) {
        Imagery images = call.imagery("images");
        RunContext context = call.context();
        Map<String, String> texts = texts(context);
        FrameRenderer renderer = renderer(context);
        Stream<Supplier<byte[]>> contents = images.frames().stream().map(frame -> switch (context.pictures()) {
            case DRAWN -> () -> PngWriter.encode(renderer.render(images, frame, target.name()), texts);
            case NOISE -> () -> NoisePng.encode(images, frame, texts);
            case GRAIN -> () -> NoisePng.grain(images, frame, texts);
        });
        return burst
                ? contents.map(Supplier::get)
                        .<Supplier<byte[]>>map(png -> () -> png)
                        .toList()
                : contents.toList();
    }

    private static FrameRenderer renderer(RunContext context) {
        return new FrameRenderer(context.label(), context.script().isBlank());
    }

    private static ObjectNode listed(String name, SaveTarget target, String type) {
        return Wire.object()
                .put("filename", name)
                .put("subfolder", target.subfolder())
                .put("type", type);
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
