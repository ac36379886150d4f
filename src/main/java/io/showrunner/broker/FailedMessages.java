package io.showrunner.broker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.showrunner.story.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts how often each message failed in a row, and says when it was enough. The count is ours and lives as long as the
 * process: a broker also counts deliveries that were no failures. Failures of the surroundings are counted apart and are
 * never enough. Thread-safe.
 */
public final class FailedMessages {
    private static final Logger LOG = LoggerFactory.getLogger(FailedMessages.class);
    private static final int MOST_FAILURES = 6;
    private static final int MOST_REMEMBERED = 10_000;
    private static final int LONGEST_BODY = 64 * 1024;
    private static final int ID_BYTES = 8;
    private static final int USUAL_PRIORITY = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 6;

    private final DeadLetters letters;
    private final FailureCauses causes;
    private final Clock clock;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** @param stories the stories folder: while it is not there, no message is at fault */
    public FailedMessages(DeadLetters letters, Path stories, Clock clock) {
        this.letters = letters;
        this.causes = new FailureCauses(stories);
        this.clock = clock;
    }

    private record Count(int failures, int outages, Instant first) {
        Count plus(boolean outage) {
            return new Count(outage ? failures : failures + 1, outage ? outages + 1 : outages, first);
        }
    }

    /**
     * Counts a failure of the message.
     *
     * @param priority its JMS priority; null when it has none
     */
    public FailedMessage failed(String queue, String body, Integer priority, String route, Exception failure) {
        Instant now = clock.instant();
        String text = body == null ? "" : body;
        boolean outage = causes.isOutage(failure);
        Count count = count(id(queue, text), outage, now);
        boolean complete = text.length() <= LONGEST_BODY;
        JsonNode reference = reference(text);
        DeadLetter letter = new DeadLetter(
                id(queue, text),
                queue,
                complete ? text : text.substring(0, LONGEST_BODY),
                complete,
                priority == null ? USUAL_PRIORITY : priority,
                reference.path("storyId").textValue(),
                reference.path("sceneId").textValue(),
                route,
                causes.words(failure),
                count.failures(),
                count.first(),
                now);
        return outage ? outage(letter, count.outages(), failure) : fault(letter);
    }

    /** The letter could not be kept: the message stays in its queue. */
    public FailedMessage notKept(FailedMessage message, Exception failure) {
        return outage(
                message.letter(),
                count(message.letter().id(), true, clock.instant()).outages(),
                failure);
    }

    /** The message was processed: its failures count no more, and a letter that a crash left of it goes. */
    public void processed(String queue, String body) {
        String id = id(queue, body == null ? "" : body);
        forget(id);
        letters.remove(id);
    }

    private synchronized Count count(String id, boolean outage, Instant now) {
        return counts.merge(id, new Count(0, 0, now).plus(outage), (before, one) -> before.plus(outage));
    }

    /** The failures of the message count no more. */
    private synchronized void forget(String id) {
        counts.remove(id);
    }

    private FailedMessage fault(DeadLetter letter) {
        if (letter.failures() >= MOST_FAILURES) {
            return new FailedMessage(letter, true, Duration.ZERO);
        }
        FailedMessage message = new FailedMessage(letter, false, pause(letter.failures()));
        LOG.warn(
                "{} failed {} of {} times: {}; tried again in {} s",
                letter.subject(),
                letter.failures(),
                MOST_FAILURES,
                letter.reason(),
                seconds(message.pause()));
        return message;
    }

    private FailedMessage outage(DeadLetter letter, int times, Exception failure) {
        FailedMessage message = new FailedMessage(letter, false, pause(times));
        if (Integer.bitCount(times) == 1) {
            LOG.error(
                    "{} cannot go on, failure {}: {}; it stays in its queue and is tried again in {} s; {}",
                    letter.subject(),
                    times,
                    causes.words(failure).get(0),
                    seconds(message.pause()),
                    causes.advice(failure));
        }
        return message;
    }

    private static Duration pause(int times) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static JsonNode reference(String body) {
        try {
            return Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String id(String queue, String body) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((queue + "\n" + body).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
