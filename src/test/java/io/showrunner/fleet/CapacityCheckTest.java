package io.showrunner.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.FleetSettings.Strategy;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapacityCheckTest {
    private final Fleet fleet = new Fleet(List.of(), Strategy.LEAST_LOADED, Clock.systemUTC());

    @Test
    void aCardWithLessThanNineteenTwentiethsOfWhatIsExpectedIsWarnedOf() {
        CapacityCheck check = new CapacityCheck(fleet, 24_576);

        assertThat(check.isLess(23_346)).isTrue();
        assertThat(check.isLess(23_348)).isFalse();
    }

    @Test
    void whoExpectsNothingIsNotWarned() {
        assertThat(new CapacityCheck(fleet, null).isLess(1)).isFalse();
    }
}
