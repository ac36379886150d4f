package io.showrunner.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.simulator.comfyui.Gpu;
import io.showrunner.simulator.comfyui.Pace;
import io.showrunner.story.Json;
import io.showrunner.story.StoryRecord;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A story to which much has happened, on two different GPUs: its first scene is taken from the scene cache, one is rendered as
 * it should be, one fails once, one always, and one takes long enough for its memory to be looked at.
 */
final class AuditedStory {
    static final String REUSED = "The Reused";
    static final String PLAIN = "The Wall";
    static final String RETRIED = "The Stumble";
    static final String DOOMED = "The Doomed";
    static final String SLOW = "The Slow";
    static final List<String> TITLES = List.of(REUSED, PLAIN, RETRIED, DOOMED, SLOW);
    static final long SEED = 7;
    static final List<Gpu> CARDS =
            List.of(Gpu.ofSize("Simulated RTX 4090", 24_564), Gpu.ofSize("Simulated RTX 3090", 24_576));
    /** Percent, as nvidia-smi says of either card. */
    static final List<Integer> UTILIZATION = List.of(31, 67);

    private static final double SOME_SECONDS = 10;

    private AuditedStory() {}

    static TestStudio studio(Path home) throws Exception {
        TestStudio studio = new TestStudio(home, 0);
        CARDS.forEach(card -> studio.withGpu(ComfyUiOptions.builder().gpu(card), Pace.watchable()));
        for (ComfyUiSimulator gpu : studio.gpus()) {
            gpu.faults().onPromptContaining(seed("scene-003", 1).toString()).fail("RuntimeError", "shape mismatch");
            gpu.faults().onPromptContaining(DOOMED).fail("RuntimeError", "the sampler is broken");
            gpu.faults().onPromptContaining(SLOW).slow(SOME_SECONDS);
        }
        Path smi = Files.writeString(home.resolve("nvidia-smi"), """
                #!/bin/sh
                echo 'Some card, 0, 24564, 100, 31'
                echo 'Some card, 1, 24576, 100, 67'
                """);
        smi.toFile().setExecutable(true);
        return studio.with("showrunner.comfyui.nvidia-smi", smi.toString())
                .with("showrunner.comfyui.instances[0].gpu-index", "0")
                .with("showrunner.comfyui.instances[1].gpu-index", "1")
                .with("showrunner.scene-cache.enabled", "true")
                .with("showrunner.workflow.default", "txt2img-svd")
                .start()
                .awaitServers();
    }

    /** Renders the first scene for another story, and then all of them. */
    static StoryRecord told(TestStudio studio) {
        studio.drop("before.json", brief("before", List.of(REUSED)));
        studio.finishedStory("before");
        studio.drop("audited.json", brief("audited", TITLES));
        return studio.finishedStory("audited");
    }

    /** As documented: the first 8 bytes of the SHA-256 of {@code showrunner-seed:<base>:<scene>:<attempt>}. */
    static BigInteger seed(String sceneId, int attempt) {
        try {
            String text = "showrunner-seed:" + SEED + ":" + sceneId + ":" + attempt;
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, Arrays.copyOf(hash, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String brief(String id, List<String> titles) {
        ObjectNode brief = (ObjectNode) Json.read(SmallBrief.json(id), JsonNode.class);
        brief.put("seed", SEED).put("sceneCount", titles.size());
        brief.set(
                "scenes",
                Json.mapper()
                        .valueToTree(titles.stream().map(AuditedStory::scene).toList()));
        return Json.write(brief);
    }

    /** The words of the first one come with the brief, so that it is the same in both stories. */
    private static Map<String, String> scene(String title) {
        return title.equals(REUSED)
                ? Map.of(
                        "title", title,
                        "summary", "She reads.",
                        "prompt", "a clerk reads by candle light",
                        "mood", "calm",
                        "negativePrompt", "blur, text")
                : Map.of("title", title);
    }
}
