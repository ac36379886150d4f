package io.showrunner.broker;

import io.showrunner.config.BrokerSettings;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.core.NestedExceptionUtils;

/** One look at an external broker from the outside, such as that of the command {@code health}. */
public final class BrokerProbe {
    private BrokerProbe() {}

    /** Why it cannot be used, in words; empty when it can. Never fails. */
    public static CompletableFuture<Optional<String>> ask(BrokerSettings settings, Duration longest) {
        return CompletableFuture.supplyAsync(() -> look(settings))
                .completeOnTimeout(
                        Optional.of("it did not answer for " + longest.toSeconds() + " s"),
                        longest.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static Optional<String> look(BrokerSettings settings) {
        try (Connection connection = Brokers.server(settings, QueueLimits.NONE, new HeldMessages(Optional.empty()))
                .connectionFactory()
                .createConnection()) {
            connection.start();
            return Optional.empty();
        } catch (JMSException e) {
            Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
            return Optional.of(Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
        }
    }
}
