package io.showrunner.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRingTest {
    private final EventRing ring = new EventRing("run", 3);

    @Test
    void givesWhatCameAfterAnEventInItsOrder() {
        // Given
        ring.add("a");
        String seen = ring.lastId();
        ring.add("b");
        ring.add("c");

        // When / Then
        assertThat(ring.after(seen).orElseThrow()).containsExactly("id: run-2\ndata: b\n\n", "id: run-3\ndata: c\n\n");
        assertThat(ring.after(ring.lastId()).orElseThrow()).isEmpty();
    }

    @Test
    void forgetsTheOldestAndSaysSo() {
        // Given
        String before = ring.lastId();
        ring.add("a");
        String first = ring.lastId();
        ring.add("b");
        ring.add("c");
        ring.add("d");

        // When / Then
        assertThat(ring.after(before)).isEmpty();
        assertThat(ring.after(first).orElseThrow()).hasSize(3);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "other-1", "run-2", "run--1", "run-x", "run-99999999999999999999", "xrun-1"})
    void knowsNothingAfterAnIdThatIsNotOfThisRun(String id) {
        ring.add("a");
        assertThat(ring.after(id)).isEmpty();
    }
}
