package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.config.WorkflowValues;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.RenderRequest;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Sha256;
import io.showrunner.story.StoryKeyframe;
import io.showrunner.story.StoryKeyframes;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two scenes share a key when nobody could tell their frames apart, and never otherwise. */
class SceneKeyTest {
    @TempDir
    Path folder;

    private RenderHome home;
    private Path workflows;

    private String workflow = "txt2img-svd";
    private String id = RenderHome.SCENE;
    private String title = "Idle Row";
    private String summary = "Robots stand still.";
    private String prompt = "Dolly along an orchard";
    private String mood = "hushed";
    private String keyframe;
    private int frames = 14;
    private String negativePrompt = "blurry";
    private String camera = "slow dolly";
    private String palette = "bone white";
    private int width = 1280;
    private int height = 720;
    private int fps = 8;
    private BigInteger seed = BigInteger.valueOf(42);
    private String profile;
    private boolean cache = true;
    private Priority priority = Priority.NORMAL;
    private String story = "story-one";
    private int attempts;
    private WorkflowValues values = WorkflowValues.none();

    @BeforeEach
    void theShippedWorkflows() throws IOException {
        home = new RenderHome(folder, RenderHome.request(workflow), Priority.NORMAL);
        workflows = Files.createDirectories(folder.resolve("workflows"));
        try (Stream<Path> shipped = Files.list(RenderHome.SHIPPED)) {
            for (Path file : shipped.toList()) {
                Files.copy(file, workflows.resolve(file.getFileName()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prompt",
                "negative prompt",
                "frames",
                "width",
                "height",
                "fps",
                "seed",
                "scene of the story",
                "second attempt",
                "workflow",
                "template",
                "frames node",
                "steps",
                "cfg",
                "motion",
                "image model",
                "video model",
                "title",
                "mood",
                "camera",
                "palette"
            })
    void whatCanBeSeenMatters(String what) throws IOException {
        String before = key().orElseThrow();

        change(what);

        assertThat(key()).isPresent().get().isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"story", "summary", "priority", "opt-out", "profile", "node titles", "order of the nodes", "time"
            })
    void whatCannotBeSeenDoesNot(String what) throws IOException {
        String before = key().orElseThrow();

        change(what);

        assertThat(key()).contains(before);
    }

    @Test
    void aPictureToStartFromCountsByItsContent() {
        workflow = "svd-img2vid";
        keyframe = kept("seen");
        String before = key().orElseThrow();

        story = "story-two";
        keyframe = kept("seen");
        assertThat(key()).contains(before);
        keyframe = kept("unseen");
        assertThat(key()).isPresent().get().isNotEqualTo(before);
    }

    @Test
    void aWorkflowThatReadsAFileOfTheServerHasNone() throws IOException {
        editWorkflow("smoke", made -> {
            ObjectNode node = made.putObject("9");
            node.put("class_type", "LoadImage").putObject("inputs").put("image", "example.png");
        });
        workflow = "smoke";

        assertThat(key()).isEmpty();
    }

    @Test
    void aBriefWithoutSeedDrawsItsOwnPictures() {
        seed = null;
        String before = key().orElseThrow();

        story = "story-two";

        assertThat(key()).isPresent().get().isNotEqualTo(before);
    }

    private void change(String what) throws IOException {
        switch (what) {
            case "prompt" -> prompt = "Crane shot over an orchard";
            case "negative prompt" -> negativePrompt = "blurry, text";
            case "frames" -> frames = 15;
            case "width" -> width = 1024;
            case "height" -> height = 576;
            case "fps" -> fps = 6;
            case "seed" -> seed = BigInteger.valueOf(43);
            case "scene of the story" -> id = "scene-002";
            case "second attempt" -> attempts = 1;
            case "workflow" -> workflow = "smoke";
            case "template" -> editWorkflow(workflow, made -> inputs(made, "5").put("scheduler", "normal"));
            case "frames node" -> editMapping(mapping -> mapping.put("framesNode", "16"));
            case "steps" -> values = new WorkflowValues(25, null, null, null, null);
            case "cfg" -> values = new WorkflowValues(null, 3.5, null, null, null);
            case "motion" -> values = new WorkflowValues(null, null, 60, null, null);
            case "image model" -> values = new WorkflowValues(null, null, null, "other.safetensors", null);
            case "video model" -> values = new WorkflowValues(null, null, null, null, "other.safetensors");
            case "title" -> title = "Another Row";
            case "mood" -> mood = "loud";
            case "camera" -> camera = "static";
            case "palette" -> palette = "amber";
            case "story" -> story = "story-two";
            case "summary" -> summary = "Nobody moves.";
            case "priority" -> priority = Priority.HIGH;
            case "opt-out" -> cache = false;
            case "profile" -> profile = "fast";
            case "node titles" ->
                editWorkflow(
                        workflow,
                        made -> ((ObjectNode) made.get("5")).putObject("_meta").put("title", "renamed"));
            case "order of the nodes" -> editWorkflow(workflow, made -> made.set("5", made.remove("5")));
            case "time" -> home.clock.pass(Duration.ofDays(1));
            default -> throw new IllegalArgumentException(what);
        }
    }

    private Optional<String> key() {
        SceneSpec scene =
                new SceneSpec(id, title, summary, prompt, mood, keyframe, frames, negativePrompt, camera, palette);
        RenderRequest request = new RenderRequest(workflow, width, height, fps, seed, profile, cache);
        SceneRecord record = home.write(story, request, scene, priority);
        for (int i = 0; i < attempts; i++) {
            record = record.dispatched(true, RenderHome.NOW);
        }
        return home.jobs(workflows, values).draft(record, true).key();
    }

    /** The story keeps this as the picture of its scene, under the name that is given back. */
    private String kept(String content) {
        String sha256 = Sha256.hex(content);
        StoryKeyframes keyframes = new StoryKeyframes(home.store);
        StoryKeyframe picture = new StoryKeyframe(
                "mine.png", StoryKeyframes.fileOf(sha256, "png"), "png", content.length(), 64, 36, sha256);
        DurableFiles.write(keyframes.path(story, picture), content.getBytes(StandardCharsets.UTF_8));
        keyframes.save(story, List.of(picture));
        return picture.file();
    }

    private void editWorkflow(String name, Consumer<ObjectNode> change) {
        edit(workflows.resolve(name + ".workflow.json"), change);
    }

    private void editMapping(Consumer<ObjectNode> change) {
        edit(workflows.resolve(workflow + ".mapping.json"), change);
    }

    private static void edit(Path file, Consumer<ObjectNode> change) {
        ObjectNode content = Json.read(file, ObjectNode.class);
        change.accept(content);
        DurableFiles.writeJson(file, content);
    }

    private static ObjectNode inputs(ObjectNode made, String node) {
        return (ObjectNode) made.get(node).get("inputs");
    }
}
