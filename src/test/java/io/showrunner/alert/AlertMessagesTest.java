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
        assertThat(body(Format.JSON, FIRING)).isEqualTo("""
                {"name":"instance_down","severity":"warning","subject":"gpu0",\
                "message":"gpu0 does not answer: <!channel> @everyone","since":"2026-11-26T22:00:00Z",\
                "status":"firing","key":"instance_down/gpu0"}""");
    }

    @Test
    void slackReadsNoCommandInASentence() {
        assertThat(body(Format.SLACK, FIRING)).isEqualTo("""
                {"text":"WARNING instance_down/gpu0: gpu0 does not answer: &lt;!channel&gt; @everyone"}""");
    }

    @Test
    void discordMentionsNobody() {
        assertThat(body(Format.DISCORD, RESOLVED)).isEqualTo("""
                {"content":"resolved instance_down/gpu0, it lasted since 2026-11-26T22:00:00Z",\
                "allowed_mentions":{"parse":[]}}""");
    }

    @Test
    void pagerDutyOpensAnIncident() {
        assertThat(body(Format.PAGERDUTY, FIRING)).isEqualTo("""
                {"routing_key":"a-secret","event_action":"trigger","dedup_key":"showrunner/instance_down/gpu0",\
                "client":"Showrunner","payload":{\
                "summary":"instance_down: gpu0 does not answer: <!channel> @everyone","source":"gpu0",\
                "severity":"warning","timestamp":"2026-11-26T22:00:00Z","component":"showrunner",\
                "class":"instance_down"}}""");
    }

    @Test
    void pagerDutyClosesTheSameIncident() {
        assertThat(body(Format.PAGERDUTY, RESOLVED)).isEqualTo("""
                {"routing_key":"a-secret","event_action":"resolve","dedup_key":"showrunner/instance_down/gpu0"}""");
    }

    @Test
    void aLongSentenceIsCut() {
        AlertNews news = new AlertNews(ALERT.saying("x".repeat(5_000)), true);

        String body = body(Format.DISCORD, news);

        assertThat(Json.read(body, JsonNode.class).path("content").asText())
                .hasSize(1_000)
                .endsWith("…");
    }

    private static String body(Format format, AlertNews news) {
        AlertSettings settings = new AlertSettings(
                Duration.ofSeconds(15),
                Optional.of(URI.create("https://hooks.example/alerts")),
                format,
                Optional.of("a-secret"));
        return new AlertMessages(settings).body(news);
    }
}
