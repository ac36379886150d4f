package io.showrunner.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.config.AlertSettings;
import io.showrunner.config.AlertSettings.Format;
import io.showrunner.story.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertMessagesTest {
    private static final Alert ALERT = new Alert(
            "instance_down",
            Severity.WARNING,
            "gpu0",
            "gpu0 does not answer: <!channel> @everyone",
            Instant.parse("2026-11-26T22:00:00Z"));
    private static final AlertNews FIRING = new AlertNews(ALERT, true);
    private static final AlertNews RESOLVED = new AlertNews(ALERT, false);

    @Test
    void plainJsonHasEverythingByName() {
        JsonNode body = body(Format.JSON, FIRING);

        assertThat(body.path("name").asText()).isEqualTo("instance_down");
        assertThat(body.path("key").asText()).isEqualTo("instance_down/gpu0");
        assertThat(body.path("status").asText()).isEqualTo("firing");
        assertThat(body.path("severity").asText()).isEqualTo("warning");
        assertThat(body.path("since").asText()).isEqualTo("2026-11-26T22:00:00Z");
    }

    @Test
    void slackReadsNoCommandInASentence() {
        assertThat(body(Format.SLACK, FIRING).path("text").asText())
                .isEqualTo("WARNING instance_down/gpu0: gpu0 does not answer: &lt;!channel&gt; @everyone");
    }

    @Test
    void discordMentionsNobody() {
        JsonNode body = body(Format.DISCORD, RESOLVED);

        assertThat(body.path("content").asText())
                .startsWith("resolved instance_down/gpu0, it lasted since 2026-11-26T22");
        assertThat(body.path("allowed_mentions").path("parse")).isEmpty();
        assertThat(body.path("allowed_mentions").path("parse").isArray()).isTrue();
    }

    @Test
    void pagerDutyOpensAnIncidentAndClosesTheSameOne() {
        JsonNode open = body(Format.PAGERDUTY, FIRING);
        JsonNode close = body(Format.PAGERDUTY, RESOLVED);

        assertThat(open.path("event_action").asText()).isEqualTo("trigger");
        assertThat(close.path("event_action").asText()).isEqualTo("resolve");
        assertThat(close.path("dedup_key")).isEqualTo(open.path("dedup_key"));
        assertThat(open.path("routing_key").asText()).isEqualTo("a-secret");
        assertThat(open.path("payload").path("severity").asText()).isEqualTo("warning");
        assertThat(open.path("payload").path("source").asText()).isEqualTo("gpu0");
    }

    @Test
    void aLongSentenceIsCut() {
        AlertNews news = new AlertNews(ALERT.saying("x".repeat(5_000)), true);

        assertThat(body(Format.DISCORD, news).path("content").asText())
                .hasSize(1_000)
                .endsWith("…");
    }

    private static JsonNode body(Format format, AlertNews news) {
        AlertSettings settings = new AlertSettings(
                Duration.ofSeconds(15),
                Optional.of(URI.create("https://hooks.example/alerts")),
                format,
                Optional.of("a-secret"));
        return Json.read(new AlertMessages(settings).body(news), JsonNode.class);
    }
}
