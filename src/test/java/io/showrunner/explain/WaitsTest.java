package io.showrunner.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.showrunner.fleet.FleetHistory;
import io.showrunner.fleet.FleetHistory.Entry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why a scene waited from second 10 to second 100. */
class WaitsTest {
    private static final Instant EPOCH = Instant.EPOCH;

    private final Cuts cuts = new Cuts(EPOCH.plusSeconds(10));

    @Test
    void whileAServerIsUpTheSceneWaitsForItsTurn() {
        waited(at(1, "gpu0", "UP", null), at(2, "gpu1", "UP", null));

        assertParts("its turn on gpu0, gpu1 had not come", 90.0);
    }

    @Test
    void theReasonChangesWithTheServers() {
        waited(
                at(1, "gpu0", "UP", null),
                at(2, "gpu1", "UP", null),
                at(30, "gpu1", "DOWN", "its breaker is open until 12:03:10"),
                at(70, "gpu0", "LOW_VRAM", "300 MB are free"),
                at(120, "gpu0", "UP", null));

        assertThat(cuts.parts())
                .extracting(Part::seconds, Part::why)
                .containsExactly(
                        tuple(20.0, "its turn on gpu0, gpu1 had not come"),
                        tuple(
                                40.0,
                                "its turn on gpu0 had not come; not to be had: gpu1 down (its breaker is open until"
                                        + " 12:03:10)"),
                        tuple(
                                30.0,
                                "no server could take it: gpu0 low vram (300 MB are free); gpu1 down (its breaker is"
                                        + " open until 12:03:10)"));
    }

    @Test
    void aStageThatWasHeldOutweighsTheServers() {
        waited(
                at(1, "gpu0", "UP", null),
                at(5, "stage render", FleetHistory.HELD, "a person paused it"),
                at(40, "stage render", "RUNNING", null),
                at(50, "stage write", FleetHistory.HELD, "not our concern"));

        assertThat(cuts.parts())
                .extracting(Part::seconds, Part::why)
                .containsExactly(
                        tuple(30.0, "rendering was held: a person paused it"),
                        tuple(60.0, "its turn on gpu0 had not come"));
    }

    @Test
    void nothingThatWasKnownBeforeAStopCountsAfterTheStart() {
        waited(
                at(1, "gpu0", "UP", null),
                at(20, FleetHistory.SHOWRUNNER, "STOPPED", null),
                at(60, FleetHistory.SHOWRUNNER, "RUNNING", null),
                at(62, "gpu0", "UP", null));

        assertThat(cuts.parts())
                .extracting(Part::seconds, Part::why)
                .containsExactly(
                        tuple(10.0, "its turn on gpu0 had not come"),
                        tuple(40.0, "Showrunner was stopped"),
                        tuple(2.0, "no server had answered yet"),
                        tuple(38.0, "its turn on gpu0 had not come"));
    }

    @Test
    void aStartWithoutAStopTellsOfAnEndThatNobodySaw() {
        waited(at(1, "gpu0", "UP", null), at(60, FleetHistory.SHOWRUNNER, "RUNNING", null), at(60, "gpu0", "UP", null));

        assertThat(cuts.parts())
                .extracting(Part::seconds, Part::why)
                .containsExactly(
                        tuple(50.0, "Showrunner ended without a stop, and was started again at 1970-01-01T00:01:00Z"),
                        tuple(40.0, "its turn on gpu0 had not come"));
    }

    private static Entry at(int second, String subject, String state, String why) {
        return new Entry(EPOCH.plusSeconds(second), subject, state, why);
    }

    private void waited(Entry... history) {
        new Waits(List.of(history)).cut(cuts, EPOCH.plusSeconds(100), "");
    }

    private void assertParts(String why, double seconds) {
        assertThat(cuts.parts()).extracting(Part::seconds, Part::why).containsExactly(tuple(seconds, why));
    }
}
