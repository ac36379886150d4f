package io.showrunner.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import io.showrunner.trace.StoryTraces;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.MessageCreatedStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the trace of the story or scene on each message about it, also when the message is sent anew after a restart. */
final class TracedMessages implements MessageCreatedStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(TracedMessages.class);
    private static final String OURS = "://showrunner.";

    private final StoryTraces traces;

    TracedMessages(StoryTraces traces) {
        this.traces = traces;
    }

    @Override
    public void onMessageCreated(Message message, Session session, Exchange exchange, Throwable cause) {
        if (!exchange.getProperty(Exchange.TO_ENDPOINT, "", String.class).contains(OURS)) {
            return;
        }
        try {
            Optional<String> parent = parent(exchange.getMessage().getBody(String.class));
            if (parent.isPresent()) {
                message.setStringProperty("traceparent", parent.get());
            }
        } catch (JMSException | RuntimeException e) {
            LOG.warn("a message goes without its trace: {}", e.toString());
        }
    }

    private Optional<String> parent(String body) {
        JsonNode reference = Json.read(body, JsonNode.class);
        return traces.parent(
                reference.path("storyId").asText(), reference.path("sceneId").asText(null));
    }
}
