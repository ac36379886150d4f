package io.showrunner.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.showrunner.config.WorkflowValues;
import io.showrunner.story.RenderRequest;
import io.showrunner.story.SceneSpec;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;

/** What a scene says to a workflow. */
final class SceneValues {
    private SceneValues() {}

    /** Values by binding; a binding without value leaves the template's own. */
    static Map<Binding, JsonNode> of(
            SceneSpec scene,
            RenderRequest request,
            WorkflowValues defaults,
            BigInteger seed,
            String prefix,
            Keyframe keyframe) {
        Map<Binding, JsonNode> values = new EnumMap<>(Binding.class);
        put(values, Binding.POSITIVE_PROMPT, text(scene.prompt()));
        put(values, Binding.NEGATIVE_PROMPT, text(scene.negativePrompt()));
        put(values, Binding.FILENAME_PREFIX, text(prefix));
        put(values, Binding.SEED, BigIntegerNode.valueOf(seed));
        put(values, Binding.FRAME_COUNT, IntNode.valueOf(scene.expectedFrames()));
        put(values, Binding.BATCH_SIZE, IntNode.valueOf(1));
        put(values, Binding.WIDTH, number(request.width()));
        put(values, Binding.HEIGHT, number(request.height()));
        put(values, Binding.FPS, number(request.fps()));
        put(values, Binding.STEPS, number(defaults.steps()));
        put(values, Binding.CFG, defaults.cfg() == null ? null : DoubleNode.valueOf(defaults.cfg()));
        put(values, Binding.MOTION_BUCKET_ID, number(defaults.motionBucketId()));
        put(values, Binding.CHECKPOINT_IMAGE, text(defaults.checkpointImage()));
        put(values, Binding.CHECKPOINT_SVD, text(defaults.checkpointSvd()));
        put(values, Binding.KEYFRAME_IMAGE, keyframe == null ? null : text(keyframe.asInput()));
        return values;
    }

    private static void put(Map<Binding, JsonNode> values, Binding binding, JsonNode value) {
        if (value != null) {
            values.put(binding, value);
        }
    }

    private static JsonNode text(String text) {
        return text == null ? null : TextNode.valueOf(text);
    }

    private static JsonNode number(Integer number) {
        return number == null ? null : IntNode.valueOf(number);
    }
}
