package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WatchedConnectionsTest {
    private final HandServer server = new HandServer();
    private boolean isAway;
    private final ConnectionFactory connections = new WatchedConnections(server.connectionFactory(), () -> {
        if (isAway) {
            throw new JMSException("it is away");
        }
    });

    private final List<ThrowingCallable> connectionAttempts =
            List.of(() -> connections.createConnection(), () -> connections.createConnection("user", "password"));

    private final List<ThrowingCallable> contextAttempts = List.of(
            () -> connections.createContext(),
            () -> connections.createContext(JMSContext.SESSION_TRANSACTED),
            () -> connections.createContext("user", "password"),
            () -> connections.createContext("user", "password", JMSContext.SESSION_TRANSACTED));

    @Test
    void whileTheServerIsAwayNoAttemptReachesIt() {
        // Given
        isAway = true;

        // When / Then
        assertThat(connectionAttempts).allSatisfy(attempt -> assertThatThrownBy(attempt)
                .isInstanceOf(JMSException.class)
                .hasMessage("it is away"));
        assertThat(contextAttempts).allSatisfy(attempt -> assertThatThrownBy(attempt)
                .isInstanceOf(JMSRuntimeException.class)
                .hasMessage("it is away"));
        assertThat(server.knocks).hasValue(0);
    }

    @Test
    void whileItIsThereEveryAttemptReachesIt() throws Throwable {
        // When
        for (ThrowingCallable attempt : connectionAttempts) {
            attempt.call();
        }
        for (ThrowingCallable attempt : contextAttempts) {
            attempt.call();
        }

        // Then
        assertThat(server.knocks).hasValue(6);
    }
}
