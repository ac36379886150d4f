package io.showrunner.e2e;

import static io.showrunner.e2e.AuditedDocument.ROUNDING;
import static io.showrunner.e2e.AuditedDocument.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.llm.GivenAnswer;
import io.showrunner.simulator.llm.LlmSimulator;
import io.showrunner.simulator.llm.ReceivedRequest;
import io.showrunner.story.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Compares what the metadata say of the story and of whoever wrote it with the language model's log and the story's files. */
final class StoryAudit {
    private static final String MODEL = "mistralai/mistral-7b-instruct-v0.3";

    private final AuditedDocument document;
    private final JsonNode written;
    private final Path story;
    private final LlmSimulator llm;
    private final List<ReceivedRequest> asked;
    private final List<GivenAnswer> answers;

    StoryAudit(AuditedDocument document, Path story, LlmSimulator llm) {
        this.document = document;
        this.story = story;
        this.written = Json.read(story.resolve("story.json"), JsonNode.class);
        this.llm = llm;
        this.asked =
                llm.requests().stream().filter(request -> request.number() > 0).toList();
        this.answers = llm.answers();
    }

    void compare() {
        AuditedDocument entry = document.part("/Story");
        entry.is("/Id", story.getFileName().toString());
        entry.is("/State", "INCOMPLETE");
        entry.is("/StorySource", "llm");
        entry.is("/Genre", "drama");
        entry.is("/Mood", "wistful");
        entry.is("/File", "story.json");
        entry.is("/StoryDir", ".");
        entry.is("/SceneCount", AuditedStory.TITLES.size());
        entry.is("/Generator", "local-llm:" + MODEL);
        entry.is("/Title", written.path("title").asText());
        entry.is("/Logline", written.path("logline").asText());
        entry.is("/DirectorsVision", written.path("directorsVision").asText());
        entry.texts("/Warnings");
        model(entry.part("/LLM"));
        usage(entry.part("/LLM"));
        health(entry.part("/HealthCheck"));
        health(document.part("/LLMHealthInfo"));
        stats(document.part("/System/ResourceMetrics/LLMStats"));
    }

    private void model(AuditedDocument report) {
        report.is("/enabled", true);
        report.is("/providerUrl", llm.url().toString());
        report.is("/model", asked.get(0).body().path("model").asText());
        report.is("/seed", asked.get(0).body().path("seed").asLong());
        report.is("/temperature", asked.get(0).body().path("temperature").asDouble());
        report.is("/requestFormat", "openai-chat");
        report.is("/status", "success");
        report.is("/scenesRequested", AuditedStory.TITLES.size());
        report.is("/scenesReceived", AuditedStory.TITLES.size() - 1);
        report.is("/error", null);
        report.is("/cacheHit", null);
        report.is("/fallbackKind", "none");
        report.is("/storySource", "llm");
        report.is("/review", null);
        assertThat(report.size("/repairs")).isZero();
        report.is("/healthCheck/url", models());
        report.is("/healthCheck/override", null);
        report.is("/healthCheck/status", "success");
        report.is("/healthCheck/models", modelCount());
        report.is("/healthCheck/error", null);
        report.is("/healthCheck/skipReason", null);
        lookedAt(report, "/healthCheck/timestamp");
    }

    private void usage(AuditedDocument report) {
        Instant first = asked.get(0).at();
        Instant last = answers.get(answers.size() - 1).at();
        report.is("/attempts", asked.size());
        report.is("/timeouts", 0);
        report.is("/truncations", truncations());
        report.is(
                "/promptTokens",
                answers.stream().mapToInt(GivenAnswer::promptTokens).sum());
        report.is(
                "/completionTokens",
                answers.stream().mapToInt(GivenAnswer::completionTokens).sum());
        report.is("/finishReason", answers.get(answers.size() - 1).finishReason());
        report.isTime("/startedAt", first.minus(SOON), first, Duration.ZERO);
        report.isTime("/completedAt", last, last, SOON);
        report.isBetween("/answersMs", together() - 20.0 * asked.size(), (double) (together() + SOON.toMillis()));
        report.isNear(
                "/durationMs",
                (double) Duration.between(
                                Instant.parse(report.value("/startedAt").asText()),
                                Instant.parse(report.value("/completedAt").asText()))
                        .toMillis(),
                60);
    }

    private long truncations() {
        return answers.stream()
                .filter(answer -> answer.finishReason().equals("length"))
                .count();
    }

    /** Milliseconds from each request to the end of its answer. */
    private long together() {
        return answers.stream()
                .mapToLong(answer -> Duration.between(
                                asked.get(answer.number() - 1).at(), answer.at())
                        .toMillis())
                .sum();
    }

    private void health(AuditedDocument check) {
        check.is("/Url", models());
        check.is("/Override", null);
        check.is("/Status", "success");
        check.is("/Models", modelCount());
        check.is("/Error", null);
        check.is("/Skipped", false);
        check.is("/SkipReason", null);
        lookedAt(check, "/Timestamp");
    }

    private void lookedAt(AuditedDocument check, String path) {
        Instant answered = Instant.parse(check.value(path).asText());
        assertThat(llm.requests().stream()
                        .filter(request -> request.path().equals("/v1/models"))
                        .map(request -> Duration.between(request.at(), answered)))
                .anyMatch(late -> !late.isNegative() && late.compareTo(SOON) < 0);
    }

    private String models() {
        return llm.baseUrl() + "/v1/models";
    }

    private int modelCount() {
        return PromptEvidence.get(models()).path("data").size();
    }

    private void stats(AuditedDocument stats) {
        stats.is("/TotalRequests", asked.size());
        double answers = document.value("/Story/LLM/answersMs").asDouble();
        stats.isNear("/AverageResponseTime", answers / 1000.0 / asked.size(), ROUNDING);
        stats.is("/TimeoutCount", 0);
        stats.is("/CacheHitRatio", null);
        document.is("/Quality/LlmTruncations", truncations());
    }
}
