package io.showrunner.e2e;

import static io.showrunner.e2e.AuditedDocument.ROUNDING;
import static io.showrunner.e2e.AuditedDocument.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Compares the entry of one scene, without its telemetry, with what its servers logged and what lies on the disk. */
final class SceneAudit {

    private final AuditedDocument entry;
    private final String title;
    private final Path story;
    private final Path folder;
    private final String sceneId;
    private final List<PromptEvidence> prompts;
    private final PromptEvidence rendered;
    private final JsonNode words;

    /**
     * @param story the story's folder
     * @param prompts those of the scene; none when its frames were rendered before
     * @param rendered the prompt that its frames come from, or the last one
     */
    SceneAudit(AuditedDocument entry, String title, Path story, List<PromptEvidence> prompts, PromptEvidence rendered) {
        this.entry = entry;
        this.title = title;
        this.story = story;
        this.sceneId = "scene-%03d".formatted(AuditedStory.TITLES.indexOf(title) + 1);
        this.folder = story.resolve("scenes").resolve(sceneId);
        this.prompts = prompts;
        this.rendered = rendered;
        this.words = Json.read(folder.resolve(sceneId + ".json"), JsonNode.class);
    }

    void compare() throws IOException {
        words();
        frames();
        history();
        attempts();
        posted();
    }

    private boolean isPublished() {
        return !title.equals(AuditedStory.DOOMED);
    }

    private boolean isReused() {
        return prompts.isEmpty();
    }

    private String promptId() throws IOException {
        return isReused() ? marker().path("PromptId").asText() : rendered.run().promptId();
    }

    private JsonNode marker() {
        return Json.read(folder.resolve("frames.done"), JsonNode.class);
    }

    private void words() {
        entry.is("/SceneId", sceneId);
        entry.is("/State", isPublished() ? "PUBLISHED" : "FAILED");
        entry.is("/StoryTitle", title);
        entry.is("/Prompt", rendered.label().path("prompt").asText());
        entry.is("/NegativePrompt", rendered.input("12", "text").asText());
        entry.is("/StorySummary", words.path("summary").asText());
        entry.is("/StoryMood", rendered.label().path("mood").asText());
        entry.is("/StoryCameraMovement", rendered.label().path("cameraMovement").asText(null));
        entry.is("/StoryExpectedFrames", SmallBrief.FRAMES);
        entry.is("/KeyframeSource", "workflow");
        entry.is("/StoryKeyframe", null);
        entry.is("/Priority", "normal");
    }

    private void frames() throws IOException {
        List<Path> frames = frameFiles();
        entry.is("/FrameFloor", SmallBrief.FRAMES);
        entry.is("/FrameCount", frames.size());
        entry.is("/Success", !frames.isEmpty());
        entry.is("/MeetsFrameFloor", frames.size() >= SmallBrief.FRAMES);
        entry.is("/SceneOutputDir", story.relativize(folder).toString());
        entry.is(
                "/GeneratedFramesDir",
                isPublished() ? story.relativize(folder.resolve("frames")).toString() : null);
        assertThat(entry.size("/FramesSha256")).isEqualTo(frames.size());
        for (int i = 0; i < frames.size(); i++) {
            entry.is("/FramesSha256/" + i, sha256(Files.readAllBytes(frames.get(i))));
        }
    }

    List<Path> frameFiles() throws IOException {
        if (!isPublished()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve("frames"))) {
            return files.sorted().toList();
        }
    }

    private void history() throws IOException {
        entry.is("/HistoryAttemptLimit", 0);
        entry.is("/SceneRetryBudget", 1);
        entry.is("/HistoryConfig/MaxWaitSeconds", 600);
        entry.is("/HistoryConfig/MaxAttempts", 0);
        entry.is("/HistoryConfig/PollIntervalSeconds", 1);
        entry.is("/HistoryConfig/PostExecutionTimeoutSeconds", 30);
        entry.is("/HistoryRetrieved", !isReused());
        entry.is("/HistoryAttempts", isReused() ? 0 : rendered.looks().size());
        entry.is("/HistoryError", isPublished() ? null : error());
        entry.texts("/HistoryErrors", isPublished() ? new String[0] : new String[] {error()});
        if (isReused()) {
            entry.is("/HistoryPath", null);
            entry.is("/HistoryRetrievedAt", null);
            entry.is("/DurationSeconds", null);
            entry.texts("/HistoryPollLog");
            return;
        }
        JsonNode kept = Json.read(story.resolve(entry.value("/HistoryPath").asText()), JsonNode.class);
        assertThat(kept.has(promptId())).isTrue();
        entry.isTime("/HistoryRetrievedAt", rendered.lastLook(), rendered.lastLook(), SOON);
        entry.isNear(
                "/DurationSeconds", entry.value("/Telemetry/DurationSeconds").asDouble(), ROUNDING);
        polls();
    }

    private void polls() {
        int seen = 0;
        int changes = entry.size("/HistoryPollLog");
        for (int i = 0; i < changes; i++) {
            AuditedDocument poll = entry.part("/HistoryPollLog/" + i);
            Instant look = rendered.looks().get(seen);
            boolean last = i == changes - 1;
            String end = isPublished() ? "success" : "error";
            poll.is("/Attempt", seen + 1);
            poll.isTime("/Timestamp", look, look, SOON);
            poll.is("/Status", last ? end : "pending");
            poll.contains("/Message", last ? (isPublished() ? "executed" : error()) : "ing");
            seen += poll.value("/Count").asInt();
        }
        assertThat(seen).isEqualTo(rendered.looks().size());
    }

    private static String error() {
        return "node 14 (KSampler): RuntimeError: the sampler is broken";
    }

    private static String failure(String title) {
        return title.equals(AuditedStory.RETRIED) ? "node 14 (KSampler): RuntimeError: shape mismatch" : error();
    }

    private void attempts() throws IOException {
        int count = Math.max(1, prompts.size());
        entry.is("/AttemptsRun", count);
        entry.is("/Dispatches", count);
        entry.is("/Requeued", count > 1);
        entry.texts("/Warnings");
        entry.texts("/Errors", isPublished() ? new String[0] : new String[] {error() + " (attempt 2 of 2)", error()});
        entry.is("/FailureKind", isPublished() ? null : "NODE_ERROR");
        assertThat(entry.size("/AttemptSummaries")).isEqualTo(count);
        assertThat(entry.size("/Retries")).isEqualTo(count - 1);
        for (int i = 0; i < count; i++) {
            attempt(i, entry.part("/AttemptSummaries/" + i));
        }
        for (int i = 0; i < count - 1; i++) {
            entry.is("/Retries/" + i + "/attempt", i + 1);
            entry.is("/Retries/" + i + "/dispatch", i + 1);
            entry.is("/Retries/" + i + "/reason", "NODE_ERROR: " + failure(title));
        }
    }

    private void attempt(int i, AuditedDocument attempt) throws IOException {
        PromptEvidence prompt = isReused() ? null : prompts.get(i);
        boolean good = isReused() || prompt.succeeded();
        String id = isReused() ? promptId() : prompt.run().promptId();
        attempt.is("/Attempt", i + 1);
        attempt.is("/Dispatch", i + 1);
        attempt.is("/FrameCount", good ? SmallBrief.FRAMES : 0);
        attempt.is("/Success", good);
        attempt.is("/MeetsFrameFloor", good);
        attempt.is("/HistoryRetrieved", !isReused());
        attempt.is("/InstanceId", isReused() ? "scene cache" : prompt.instance());
        attempt.is("/PromptId", id);
        attempt.is("/FramePrefix", prefix(id));
        attempt.is("/HistoryExitReason", good ? "success" : "unknown");
        attempt.is("/FailureKind", good ? null : "NODE_ERROR");
        attempt.is("/CacheHit", isReused());
        attempt.texts("/Warnings");
        attempt.texts("/Errors", good ? new String[0] : new String[] {failure(title)});
        if (isReused()) {
            Instant published = Instant.parse(marker().path("Timestamp").asText());
            attempt.isTime("/Timestamp", published.minus(SOON), published, Duration.ZERO);
            attempt.is("/DurationSeconds", null);
        } else {
            attempt.isTime("/Timestamp", prompt.posted().minus(SOON), prompt.posted(), Duration.ZERO);
            double onServer = prompt.secondsOnServer();
            attempt.isBetween("/DurationSeconds", onServer - ROUNDING, onServer + SOON.toSeconds());
        }
    }

    private String prefix(String promptId) {
        return "showrunner/" + story.getFileName() + "/" + sceneId + "/" + promptId + "/frame";
    }

    private void posted() throws IOException {
        entry.is("/PromptId", promptId());
        entry.is("/FramePrefix", prefix(promptId()));
        if (!isReused()) {
            assertThat(rendered.input("7", "filename_prefix").asText()).isEqualTo(prefix(promptId()));
        }
        entry.is("/InstanceId", isReused() ? "scene cache" : rendered.instance());
        entry.is("/CacheHit", isReused());
        entry.is("/Downgrade", null);
        entry.is("/Seed", rendered.input("5", "seed").bigIntegerValue());
        entry.is("/Seed", AuditedStory.seed(sceneId, Math.max(1, prompts.size())));
        entry.is("/Workflow", "txt2img-svd");
        entry.is("/WorkflowHash", sha256(Json.canonical(rendered.decidingGraph())));
        Map<String, List<String>> knobs = Map.of(
                "steps", List.of("5", "steps"),
                "cfg", List.of("5", "cfg"),
                "fps", List.of("4", "fps"),
                "motion_bucket_id", List.of("4", "motion_bucket_id"),
                "checkpoint_svd", List.of("1", "ckpt_name"),
                "checkpoint_image", List.of("10", "ckpt_name"));
        knobs.forEach((knob, place) -> assertThat(entry.value("/WorkflowKnobs/" + knob))
                .isEqualTo(rendered.input(place.get(0), place.get(1))));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
