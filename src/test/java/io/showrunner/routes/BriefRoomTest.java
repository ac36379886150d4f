package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.brief.Acceptance;
import io.showrunner.brief.Acceptance.Verdict;
import io.showrunner.broker.FullQueue;
import org.junit.jupiter.api.Test;

class BriefRoomTest {
    private static final Acceptance NEW = new Acceptance(Verdict.ACCEPTED, null, "accepted");
    private static final Acceptance KNOWN = new Acceptance(Verdict.DUPLICATE, null, "known");

    private long queued = 1;
    private long parked;
    private final BriefRoom room = new BriefRoom(() -> queued + parked, 2);

    @Test
    void aBriefThatWaitsForAModelTakesAPlace() {
        assertThatCode(() -> room.require(NEW)).doesNotThrowAnyException();

        parked = 1;

        assertThatThrownBy(() -> room.require(NEW))
                .hasMessageContaining("2 wait")
                .satisfies(full -> assertThat(FullQueue.isReasonFor(full)).isTrue());
    }

    @Test
    void aBriefThatIsKnownNeedsNoPlace() {
        parked = 5;

        assertThatCode(() -> room.require(KNOWN)).doesNotThrowAnyException();
    }
}
