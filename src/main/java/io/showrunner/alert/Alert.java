package io.showrunner.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * Something that somebody must know.
 *
 * @param name as the Prometheus rules and the runbook have it
 * @param subject the server, the model or the kind it is about; empty when there is only one
 * @param message one sentence for people
 * @param since when it began to be so
 */
public record Alert(String name, Severity severity, String subject, String message, Instant since) {
    /** The same for the same trouble, whenever it comes: by it notifications are put together. */
    @JsonIgnore
    public String key() {
        return subject.isEmpty() ? name : name + "/" + subject;
    }

    Alert saying(String other) {
        return new Alert(name, severity, subject, other, since);
    }
}
