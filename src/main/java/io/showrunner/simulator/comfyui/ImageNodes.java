package io.showrunner.simulator.comfyui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Nodes that need no weights: they make, resize, join and change batches. */
final class ImageNodes {
    private ImageNodes() {}

    static Map<String, NodeBehaviour> behaviours() {
        return Map.ofEntries(
                Map.entry("EmptyLatentImage", call -> empty(call, call.integer("batch_size"), 0)),
                Map.entry("EmptyImage", call -> empty(call, call.integer("batch_size"), call.integer("color"))),
                Map.entry("SolidMask", call -> empty(call, 1, Double.doubleToLongBits(call.decimal("value")) >>> 32)),
                Map.entry("LatentUpscale", call -> scaled(call, "samples")),
                Map.entry("ImageScale", call -> scaled(call, "image")),
                Map.entry("ImageScaleBy", ImageNodes::scaledBy),
                Map.entry("ImageCrop", call -> scaled(call, "image")),
                Map.entry(
                        "ImageInvert",
                        call -> NodeResult.of(call.imagery("image").each(Imagery.Frame::inverse))),
                Map.entry(
                        "InvertMask", call -> NodeResult.of(call.imagery("mask").each(Imagery.Frame::inverse))),
                Map.entry("MaskToImage", call -> NodeResult.of(call.imagery("mask"))),
                Map.entry("ImageToMask", call -> NodeResult.of(call.imagery("image"))),
                Map.entry("ImageBlur", call -> NodeResult.of(call.imagery("image"))),
                Map.entry("ImageSharpen", call -> NodeResult.of(call.imagery("image"))),
                Map.entry("ImageQuantize", call -> NodeResult.of(call.imagery("image"))),
                Map.entry("ImageBlend", ImageNodes::blended),
                Map.entry("ImageAddNoise", ImageNodes::noisy),
                Map.entry("ImageBatch", ImageNodes::joined),
                Map.entry("RepeatImageBatch", call -> repeated(call, "image")),
                Map.entry("RepeatLatentBatch", call -> repeated(call, "samples")),
                Map.entry("ImageFromBatch", ImageNodes::part),
                Map.entry("LoadImage", ImageNodes::loaded),
                Map.entry("PrimitiveInt", call -> NodeResult.of(call.inputs().get("value"))),
                Map.entry("PrimitiveFloat", call -> NodeResult.of(call.inputs().get("value"))),
                Map.entry("PrimitiveString", call -> NodeResult.of(call.inputs().get("value"))));
    }

    private static NodeResult empty(NodeCall call, int count, long seed) {
        return NodeResult.of(Imagery.blank(call.integer("width"), call.integer("height"), count, seed, "", false));
    }

    private static NodeResult noisy(NodeCall call) {
        long seed = call.seed("seed");
        return NodeResult.of(call.imagery("image").each(frame -> frame.reseeded(seed)));
    }

    private static NodeResult scaled(NodeCall call, String input) {
        Imagery source = call.imagery(input);
        int width = call.integer("width");
        int height = call.integer("height");
        if (width == 0 && height == 0) {
            return NodeResult.of(source);
        }
        int newWidth = width > 0 ? width : Math.max(1, source.width() * height / source.height());
        int newHeight = height > 0 ? height : Math.max(1, source.height() * width / source.width());
        return NodeResult.of(source.sized(newWidth, newHeight));
    }

    private static NodeResult scaledBy(NodeCall call) {
        Imagery source = call.imagery("image");
        double factor = call.decimal("scale_by");
        return NodeResult.of(source.sized((int) Math.max(1, Math.round(source.width() * factor)), (int)
                Math.max(1, Math.round(source.height() * factor))));
    }

    private static NodeResult blended(NodeCall call) {
        List<Imagery.Frame> second = call.imagery("image2").frames();
        Imagery first = call.imagery("image1");
        List<Imagery.Frame> mixed = IntStream.range(0, first.frames().size())
                .mapToObj(i -> first.frames().get(i).mixedWith(second.get(i % second.size())))
                .toList();
        return NodeResult.of(first.withFrames(mixed));
    }

    private static NodeResult joined(NodeCall call) {
        Imagery first = call.imagery("image1");
        List<Imagery.Frame> frames = new ArrayList<>(first.frames());
        frames.addAll(call.imagery("image2").frames());
        return NodeResult.of(first.withFrames(frames));
    }

    private static NodeResult repeated(NodeCall call, String input) {
        Imagery source = call.imagery(input);
        List<Imagery.Frame> frames = Collections.nCopies(call.integer("amount"), source.frames()).stream()
                .flatMap(List::stream)
                .toList();
        return NodeResult.of(source.withFrames(frames));
    }

    private static NodeResult part(NodeCall call) {
        Imagery source = call.imagery("image");
        int count = source.frames().size();
        int first = Math.min(call.integer("batch_index"), count - 1);
        int last = Math.min(first + call.integer("length"), count);
        return NodeResult.of(source.withFrames(source.frames().subList(first, last)));
    }

    private static NodeResult loaded(NodeCall call) {
        String name = call.text("image");
        Path file = AnnotatedFile.of(name, call.context().folders())
                .orElseThrow(() -> new NodeFailure("FileNotFoundError", "[Errno 2] No such file: '" + name + "'"));
        try {
            BufferedImage picture = ImageIO.read(file.toFile());
            if (picture == null) {
                throw new NodeFailure("PIL.UnidentifiedImageError", "cannot identify image file '" + file + "'");
            }
            var frame = new Imagery.Frame(name.hashCode(), "", 0, 1, false, Optional.of(file));
            var image = new Imagery(picture.getWidth(), picture.getHeight(), List.of(frame), false);
            return NodeResult.of(image, image);
        } catch (IOException e) {
            throw new NodeFailure("FileNotFoundError", "[Errno 2] No such file or directory: '" + file + "'");
        }
    }
}
