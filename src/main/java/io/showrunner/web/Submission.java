package io.showrunner.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.showrunner.story.Json;
import io.showrunner.story.Sha256;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * A brief that comes with an {@code Idempotency-Key}: the same key with the same brief is answered with the same words, and with another
 * brief not at all. Without a key nothing of this happens.
 */
final class Submission {
    private static final String KEY = "Idempotency-Key";
    private static final String SENT = "submission";
    private static final Pattern KEY_FORM = Pattern.compile("[!-~]{1,255}");

    private final KeptAnswers kept;
    private final Clock clock;

    private record Sent(String key, String content, KeptAnswer answer) {}

    Submission(KeptAnswers kept, Clock clock) {
        this.kept = kept;
        this.clock = clock;
    }

    /** To be called while nothing of the request is taken away yet. */
    void begin(Exchange exchange) throws IOException {
        Object key = exchange.getMessage().getHeader(KEY);
        if (key == null) {
            return;
        }
        if (!(key instanceof String word) || !KEY_FORM.matcher(word).matches()) {
            throw new BadRequest(
                    "bad idempotency key", KEY + ": it must be one word of 1 to 255 letters, digits and signs.");
        }
        String hash = Sha256.hex(word);
        String content =
                BriefForm.isIn(exchange) ? BriefForm.fingerprint(exchange) : fingerprint(exchange.getMessage());
        Optional<KeptAnswer> answer = kept.begin(hash, content);
        exchange.setProperty(SENT, new Sent(hash, content, answer.orElse(null)));
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                kept.release(hash);
            }
        });
    }

    private static String fingerprint(Message message) {
        byte[] content = message.getBody(byte[].class);
        message.setBody(content);
        return Sha256.hex(content == null ? new byte[0] : content);
    }

    boolean isAnswered(Exchange exchange) {
        Sent sent = exchange.getProperty(SENT, Sent.class);
        return sent != null && sent.answer() != null;
    }

    void answer(Exchange exchange) {
        exchange.getProperty(SENT, Sent.class).answer().answer(exchange);
    }

    /** An answer that took the brief is kept; after a refusal the key is new again. */
    void keep(Exchange exchange) throws JsonProcessingException {
        Sent sent = exchange.getProperty(SENT, Sent.class);
        Message answer = exchange.getMessage();
        int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (sent != null && status < 300) {
            kept.keep(new KeptAnswer(
                    sent.key(),
                    sent.content(),
                    clock.instant(),
                    status,
                    answer.getHeader("Location", String.class),
                    Json.mapper().readTree(answer.getBody(String.class))));
        }
    }
}
