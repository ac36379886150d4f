package io.showrunner.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.config.AlertSettings;
import io.showrunner.story.Json;
import java.net.URI;
import java.util.Locale;

/** What is posted about an alert, in the shape that its receiver understands. */
public final class AlertMessages {
    private static final int LONGEST = 1_000;

    private final AlertSettings settings;

    public AlertMessages(AlertSettings settings) {
        this.settings = settings;
    }

    /** Where to; null when nobody is to be told. */
    public URI webhook() {
        return settings.webhook().orElse(null);
    }

    /** The body of the POST: JSON. */
    public String body(AlertNews news) {
        ObjectNode body =
                switch (settings.format()) {
                    case JSON -> plain(news);
                    case SLACK -> Json.mapper().createObjectNode().put("text", escaped(sentence(news)));
                    case DISCORD -> discord(news);
                    case PAGERDUTY -> pagerDuty(news);
                };
        return body.toString();
    }

    private static ObjectNode plain(AlertNews news) {
        ObjectNode body = Json.mapper().valueToTree(news.alert());
        return body.put("status", news.status()).put("key", news.alert().key());
    }

    /** Nobody is mentioned, whatever a name in the sentence looks like. */
    private static ObjectNode discord(AlertNews news) {
        ObjectNode body = Json.mapper().createObjectNode().put("content", sentence(news));
        body.putObject("allowed_mentions").putArray("parse");
        return body;
    }

    /** Events API v2: the same key opens an incident once and closes it. */
    private ObjectNode pagerDuty(AlertNews news) {
        Alert alert = news.alert();
        ObjectNode body = Json.mapper()
                .createObjectNode()
                .put("routing_key", settings.routingKey().orElse(""))
                .put("event_action", news.firing() ? "trigger" : "resolve")
                .put("dedup_key", "showrunner/" + alert.key());
        if (news.firing()) {
            body.put("client", "Showrunner").set("payload", payload(alert));
        }
        return body;
    }

    private static ObjectNode payload(Alert alert) {
        return Json.mapper()
                .createObjectNode()
                .put("summary", cut(alert.name() + ": " + alert.message()))
                .put("source", alert.subject().isEmpty() ? "showrunner" : alert.subject())
                .put("severity", alert.severity().word())
                .put("timestamp", alert.since().toString())
                .put("component", "showrunner")
                .put("class", alert.name());
    }

    private static String sentence(AlertNews news) {
        Alert alert = news.alert();
        String words = news.firing()
                ? alert.severity().word().toUpperCase(Locale.ROOT) + " " + alert.key() + ": " + alert.message()
                : "resolved " + alert.key() + ", it lasted since " + alert.since();
        return cut(words);
    }

    private static String cut(String words) {
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST - 1) + "…";
    }

    /** The three characters that mean something to Slack. */
    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
