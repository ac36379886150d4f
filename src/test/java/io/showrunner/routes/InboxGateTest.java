package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InboxGateTest {
    private final AtomicLong queued = new AtomicLong();
    private final AtomicInteger counts = new AtomicInteger();
    private final InboxGate gate = new InboxGate(queued::get, 100, () -> {
        counts.incrementAndGet();
        return 3;
    });

    @Test
    void isOpenUntilTheQueueIsFull() {
        assertThat(openAt(0, 99, 100)).containsExactly(true, true, false);
    }

    @Test
    void opensAgainWhenATenthOfTheQueueIsFree() {
        assertThat(openAt(100, 99, 91, 90, 99)).containsExactly(false, false, false, true, true);
    }

    @Test
    void speaksOnceWhenItShutsAndOnceWhenItOpens() {
        // When
        openAt(100, 100, 99, 100);

        // Then
        assertThat(counts).hasValue(1);

        // When
        openAt(0, 0, 0);

        // Then
        assertThat(counts).hasValue(2);
    }

    @Test
    void aQueueOfOneBriefOpensAsSoonAsItIsEmpty() {
        InboxGate narrow = new InboxGate(queued::get, 1, () -> 1);

        queued.set(1);
        assertThat(narrow.isOpen()).isFalse();
        queued.set(0);
        assertThat(narrow.isOpen()).isTrue();
    }

    private List<Boolean> openAt(long... depths) {
        List<Boolean> seen = new ArrayList<>();
        for (long depth : depths) {
            queued.set(depth);
            seen.add(gate.begin(null, null));
        }
        return seen;
    }
}
