package io.showrunner.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ContactsTest {
    private static final String GPU = "gpu0";

    private final AtomicLong nanos = new AtomicLong();
    private final Contacts contacts = new Contacts(nanos::get);

    @Test
    void theAgeIsThatOfTheLastProbeThatCameBack() {
        assertThat(contacts.sinceAnswer(GPU)).isEmpty();

        contacts.answered(GPU, 0);
        pass(7);
        contacts.socketHeard(GPU);

        assertThat(contacts.sinceAnswer(GPU)).contains(Duration.ofSeconds(7));
    }

    @Test
    void aWebsocketThatGivesNoSignOfLifeIsFoundOut() {
        contacts.socketTold(GPU, 0);
        contacts.socketHeard(GPU);
        pass(12);
        assertThat(contacts.socketTrouble(GPU)).isEmpty();

        pass(1);
        assertThat(contacts.socketTrouble(GPU)).contains("its websocket has given no sign of life for 13 s");

        contacts.socketHeard(GPU);
        assertThat(contacts.socketTrouble(GPU)).isEmpty();
    }

    @Test
    void aWebsocketThatNeverOpensIsFoundOut() {
        contacts.answered(GPU, 0);
        pass(13);
        contacts.answered(GPU, 0);

        assertThat(contacts.socketTrouble(GPU)).isPresent();
    }

    @Test
    void aWebsocketThatAnswersPingsAndDoesNotTellWhatHappensIsFoundOut() {
        // Given
        contacts.socketTold(GPU, 0);
        contacts.answered(GPU, 2);
        pass(4);
        contacts.socketHeard(GPU);
        assertThat(contacts.socketTrouble(GPU)).isEmpty();

        // When
        pass(3);
        contacts.answered(GPU, 1);
        contacts.socketHeard(GPU);

        // Then
        assertThat(contacts.socketTrouble(GPU)).contains("its websocket has not told what happens there for 7 s");

        // When
        contacts.socketTold(GPU, 1);

        // Then
        assertThat(contacts.socketTrouble(GPU)).isEmpty();
    }

    @Test
    void aWebsocketIsRightAboutALongStepDuringWhichNothingChanges() {
        contacts.socketTold(GPU, 2);
        for (int i = 0; i < 10; i++) {
            pass(10);
            contacts.socketHeard(GPU);
            contacts.answered(GPU, 2);
        }

        assertThat(contacts.socketTrouble(GPU)).isEmpty();
    }

    @Test
    void anEventThatComesAMomentAfterTheProbeIsNoTrouble() {
        // Given
        contacts.socketTold(GPU, 0);
        contacts.answered(GPU, 1);
        assertThat(contacts.wantsProbe(GPU, false)).isTrue();

        // When
        pass(1);
        contacts.answered(GPU, 0);
        pass(10);

        // Then
        assertThat(contacts.wantsProbe(GPU, false)).isFalse();
        assertThat(contacts.socketTrouble(GPU)).isEmpty();
    }

    @Test
    void aWebsocketThatMissedSomethingIsNotBelievedBecauseTheQueueIsAsLongAsBefore() {
        contacts.socketTold(GPU, 0);
        contacts.answered(GPU, 1);
        pass(6);
        contacts.answered(GPU, 0);

        assertThat(contacts.socketTrouble(GPU)).isPresent();
    }

    @Test
    void aBusyServerIsProbedWhenNeitherProbeNorWebsocketHasToldForFiveSeconds() {
        contacts.answered(GPU, 1);
        pass(6);
        assertThat(contacts.wantsProbe(GPU, false)).isFalse();
        assertThat(contacts.wantsProbe(GPU, true)).isTrue();

        contacts.socketTold(GPU, 1);
        assertThat(contacts.wantsProbe(GPU, true)).isFalse();

        pass(6);
        contacts.answered(GPU, 1);
        assertThat(contacts.wantsProbe(GPU, true)).isFalse();
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
