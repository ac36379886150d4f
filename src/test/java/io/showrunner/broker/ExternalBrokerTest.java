package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalBrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WHY = "the broker at tcp://broker:61616 cannot be used: nobody listens";

    @TempDir
    Path folder;

    private final HandServer server = new HandServer();
    private ExternalBroker broker;

    private void start(boolean isThere) {
        server.isThere = isThere;
        broker = ExternalBroker.start(
                server, "tcp://broker:61616", FolderLock.take(folder), new HeldMessages(Optional.empty()));
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void aServerThatIsNotThereIsTroubleAndNobodyKnocksAtIt() {
        // When
        start(false);

        // Then
        assertThat(broker.trouble()).contains(WHY);
        assertThatThrownBy(() -> broker.connectionFactory().createConnection())
                .isInstanceOf(JMSException.class)
                .hasMessage(WHY);
        assertThatThrownBy(() -> broker.connectionFactory().createContext())
                .isInstanceOf(JMSRuntimeException.class)
                .hasMessage(WHY);
        assertThatThrownBy(() -> broker.waiting(Broker.SCENES)).isInstanceOf(BrokerUnavailable.class);
        assertThat(server.knocks).hasValue(0);
    }

    @Test
    void aServerThatComesLaterIsFoundAndThatIsNoReturn() throws Exception {
        // Given
        start(false);

        // When
        server.isThere = true;
        await().atMost(PATIENCE).until(() -> broker.trouble().isEmpty());
        broker.connectionFactory().createConnection();

        // Then
        assertThat(server.knocks).hasValue(1);
        assertThat(broker.waiting(Broker.SCENES)).isEqualTo(3);
        assertThat(broker.isWaitingAbove(Broker.BRIEFS, 2)).isTrue();
        assertThat(broker.returns()).isZero();
    }

    @Test
    void aServerThatIsLostAndComesBackIsCountedAndItsLastDepthsStandMeanwhile() {
        // Given
        start(true);
        broker.depth(Broker.SCENES);

        // When
        server.isThere = false;

        // Then
        assertThatThrownBy(() -> broker.isWaitingAbove(Broker.BRIEFS, 2))
                .isInstanceOf(BrokerUnavailable.class)
                .hasMessage(WHY);
        assertThat(broker.depth(Broker.SCENES)).isEqualTo(3);
        assertThat(broker.trouble()).contains(WHY);
        await().atMost(PATIENCE).until(() -> server.counting.get() == 0);
        server.isThere = true;
        await().atMost(PATIENCE).until(() -> broker.trouble().isEmpty());
        assertThat(broker.returns()).isOne();
    }

    @Test
    void aLossIsNoticedWhenNobodyAsks() {
        // Given
        start(true);

        // When
        server.isThere = false;

        // Then
        await().atMost(PATIENCE).until(() -> broker.trouble().isPresent());
    }

    @Test
    void whatASenderMayHaveLostIsSentAgainThoughTheServerCanBeCounted() throws Exception {
        // Given
        start(true);
        ResumeTurn turn = new ResumeTurn(broker, () -> 0);
        turn.take();
        KeptConnection kept = new KeptConnection(broker);
        kept.createConnection().start();

        // When
        server.listener.onException(new JMSException("connection reset"));

        // Then
        assertThat(broker.trouble()).isEmpty();
        assertThat(turn.take()).isTrue();
        kept.destroy();
    }

    @Test
    void nothingIsOpenAfterItWasClosed() {
        // Given
        start(true);

        // When
        broker.close();

        // Then
        assertThat(server.counting).hasValue(0);
        assertThat(broker.trouble()).isPresent();
    }
}
