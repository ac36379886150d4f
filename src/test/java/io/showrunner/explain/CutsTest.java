package io.showrunner.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CutsTest {
    private static final Instant BEGIN = Instant.EPOCH;

    @Test
    void partsFollowEachOtherWithoutAGap() {
        Cuts cuts = new Cuts(BEGIN)
                .until(BEGIN.plusMillis(1_500), Phase.INBOX, null)
                .until(BEGIN.plusSeconds(4), Phase.WRITING, "a model");

        assertThat(cuts.parts())
                .extracting(Part::phase, Part::from, Part::seconds)
                .containsExactly(tuple(Phase.INBOX, BEGIN, 1.5), tuple(Phase.WRITING, BEGIN.plusMillis(1_500), 2.5));
        assertThat(cuts.end()).isEqualTo(BEGIN.plusSeconds(4));
    }

    @Test
    void aMomentThatIsUnknownOrBeforeTheLastOneCutsNothing() {
        Cuts cuts = new Cuts(BEGIN)
                .until(BEGIN.plusSeconds(4), Phase.QUEUED, null)
                .until(null, Phase.EXECUTING, null)
                .until(BEGIN.plusSeconds(3), Phase.EXECUTING, null)
                .until(BEGIN.plusSeconds(5), Phase.COPYING, null);

        assertThat(cuts.parts()).extracting(Part::phase).containsExactly(Phase.QUEUED, Phase.COPYING);
    }

    @Test
    void partsThatSayTheSameAreOne() {
        Cuts cuts = new Cuts(BEGIN)
                .until(BEGIN.plusSeconds(1), Phase.WAITING, "busy")
                .until(BEGIN.plusSeconds(3), Phase.WAITING, "busy")
                .until(BEGIN.plusSeconds(4), Phase.WAITING, "down");

        assertThat(cuts.parts())
                .extracting(Part::seconds, Part::why)
                .containsExactly(tuple(3.0, "busy"), tuple(1.0, "down"));
    }
}
