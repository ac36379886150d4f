package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.showrunner.story.Priority;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What Showrunner relies on, whichever broker has its queues. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrokerContract extends TopicContract {
    static final QueueLimits LIMITS = new QueueLimits(5, 8);

    Path folder;

    /** Starts the broker's server, where it has one, and opens the queues. */
    abstract Broker open() throws Exception;

    /** Kills what has the queues, as by SIGKILL where it is a process, and starts it again. */
    abstract void restart() throws Exception;

    @BeforeAll
    void openBroker(@TempDir Path folderOfAll) throws Exception {
        folder = folderOfAll;
        broker = open();
        await().atMost(PATIENCE).until(() -> broker.trouble().isEmpty());
    }

    @AfterEach
    void emptyQueues() {
        List.of(Broker.BRIEFS, Broker.SCENES, Broker.FRAMES).forEach(this::takeAll);
    }

    @AfterAll
    void closeBroker() {
        broker.close();
    }

    @Test
    void theMoreUrgentComesFirstAndAmongEqualsTheEarlier() {
        // Given
        send(Broker.SCENES, "low", Priority.LOW.onTheWire());
        send(Broker.SCENES, "normal-1", Priority.NORMAL.onTheWire());
        send(Broker.SCENES, "high-1", Priority.HIGH.onTheWire());
        send(Broker.SCENES, "normal-2", Priority.NORMAL.onTheWire());
        send(Broker.SCENES, "front", 9);
        send(Broker.SCENES, "high-2", Priority.HIGH.onTheWire());

        // When
        List<String> taken = takeAll(Broker.SCENES);

        // Then
        assertThat(taken).containsExactly("front", "high-1", "high-2", "normal-1", "normal-2", "low");
    }

    @Test
    void whatIsTakenInATransactionIsGivenBackByItsRollbackWithoutWhatWasSentInIt() {
        // Given
        send(Broker.SCENES, "scene", 4);

        // When
        try (JMSContext session = transaction()) {
            take(session, Broker.SCENES);
            session.createProducer().send(broker.destination(Broker.FRAMES), "frames");
            session.rollback();
        }

        // Then
        assertThat(takeAll(Broker.SCENES)).containsExactly("scene");
        assertThat(takeAll(Broker.FRAMES)).isEmpty();
    }

    @Test
    void whatIsTakenGoesAndWhatIsSentComesWithOneCommit() {
        // Given
        send(Broker.SCENES, "scene", 4);

        // When
        try (JMSContext session = transaction()) {
            take(session, Broker.SCENES);
            session.createProducer().send(broker.destination(Broker.FRAMES), "frames");
            session.commit();
        }

        // Then
        assertThat(takeAll(Broker.SCENES)).isEmpty();
        assertThat(takeAll(Broker.FRAMES)).containsExactly("frames");
    }

    /** Failures are counted by Showrunner: a broker that gives a message up after some deliveries would lose it. */
    @Test
    void aMessageIsGivenBackAsOftenAsItIsRefusedAndIsNotOvertakenByALessUrgentOne() {
        // Given
        send(Broker.SCENES, "stubborn", 7);
        send(Broker.SCENES, "patient", 1);

        // When
        IntStream.range(0, 12).forEach(i -> {
            try (JMSContext session = transaction()) {
                assertThat(take(session, Broker.SCENES)).isIn("stubborn", "patient");
                session.rollback();
            }
        });

        // Then
        await().atMost(PATIENCE).until(() -> broker.waiting(Broker.SCENES) == 2);
        assertThat(takeAll(Broker.SCENES)).containsExactlyInAnyOrder("stubborn", "patient");
    }

    @Test
    void whatAConsumerHeldThatDiedIsThereForTheNext() {
        // Given
        send(Broker.SCENES, "scene", 4);

        // When
        try (JMSContext dying = transaction()) {
            take(dying, Broker.SCENES);
        }

        // Then
        assertThat(takeAll(Broker.SCENES)).containsExactly("scene");
    }

    @Test
    void aConsumerThatIsBusyKeepsNothingFromTheOthers() {
        // Given
        send(Broker.SCENES, "one", 4);
        send(Broker.SCENES, "two", 4);

        // When
        try (JMSContext busy = transaction();
                JMSContext idle = transaction()) {
            String first = take(busy, Broker.SCENES);

            // Then
            assertThat(List.of(first, take(idle, Broker.SCENES))).containsExactly("one", "two");
            await().atMost(PATIENCE).until(() -> broker.waiting(Broker.SCENES) == 0);
        }
    }

    @Test
    void theQueueIsFullAtItsDepthAndHasRoomAgainWhenOneIsTaken() {
        // Given
        QueueRoom room = new QueueRoom(broker, 3);

        // When
        IntStream.range(0, 3).forEach(i -> send(Broker.SCENES, "scene-" + i, 4));

        // Then
        await().atMost(PATIENCE).until(room::isScenesFull);
        try (JMSContext session = transaction()) {
            take(session, Broker.SCENES);
            await().atMost(PATIENCE).until(room::hasRoomForScenes);
        }
    }

    @Test
    void oneMoreThanTheLimitIsRefused() {
        // Given
        IntStream.range(0, LIMITS.briefs()).forEach(i -> send(Broker.BRIEFS, "brief-" + i, 4));

        // When / Then
        assertThatThrownBy(() -> send(Broker.BRIEFS, "one more", 4))
                .isInstanceOf(JMSRuntimeException.class)
                .matches(FullQueue::isReasonFor);
        assertThat(takeAll(Broker.BRIEFS)).hasSize(LIMITS.briefs());
    }

    @Test
    void aMoreUrgentBriefIsSeenWhileItWaits() {
        // Given
        send(Broker.BRIEFS, "low", Priority.LOW.onTheWire());
        send(Broker.BRIEFS, "normal", Priority.NORMAL.onTheWire());

        // When / Then
        assertThat(broker.isWaitingAbove(Broker.BRIEFS, Priority.LOW.onTheWire()))
                .isTrue();
        assertThat(broker.isWaitingAbove(Broker.BRIEFS, Priority.NORMAL.onTheWire()))
                .isFalse();
        assertThat(takeAll(Broker.BRIEFS)).containsExactly("normal", "low");
    }

    @Test
    void aSecondCopyIsDroppedByTheBrokerOrLeftToTheRecords() {
        // Given / When
        IntStream.range(0, 2).forEach(i -> sendNow(Broker.SCENES, "scene", "story:scene:1"));

        // Then
        assertThat(takeAll(Broker.SCENES)).containsOnly("scene").hasSize(copiesOfTwo());
    }

    /** How many of two messages with the same id can be taken: the records tell of a second one that it is outdated. */
    int copiesOfTwo() {
        return 1;
    }

    @Test
    void whatWasSentIsThereAfterTheBrokerDied() throws Exception {
        // Given
        send(Broker.SCENES, "low", 1);
        send(Broker.SCENES, "high", 7);
        send(Broker.SCENES, "normal", 4);

        // When
        try (JMSContext holding = transaction()) {
            take(holding, Broker.SCENES);
            restart();
            await().atMost(PATIENCE).until(() -> canCount());
        }

        // Then
        assertThat(takeAll(Broker.SCENES))
                .containsExactlyInAnyOrder("high", "normal", "low")
                .containsSubsequence("normal", "low");
    }

    boolean canCount() {
        try {
            return broker.waiting(Broker.SCENES) >= 0;
        } catch (BrokerUnavailable e) {
            return false;
        }
    }
}
