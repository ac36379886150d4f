package io.showrunner.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Hold;
import io.showrunner.fleet.Lease;
import io.showrunner.fleet.Probe;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GpuAccountsTest {
    private static final int MANY = 256;
    private static final Probe IDLE = new Probe(0, 20_000L, 24_576L, "0.3.64");

    private final AtomicLong nanos = new AtomicLong();
    private final Fleet fleet = new Fleet(List.of(server("gpu0")), Strategy.LEAST_LOADED, Clock.systemUTC());
    private WorkAhead work = WorkAhead.NOTHING;
    private boolean lowMemory;
    private final GpuAccounts accounts = new GpuAccounts(fleet, id -> lowMemory, () -> work, nanos::get);

    @BeforeEach
    void theServerIsUp() {
        fleet.answered("gpu0", IDLE);
    }

    @Test
    void whatChangesAboutAServerIsBookedAtOnce() throws Exception {
        // When
        pass(2);
        Lease lease = fleet.lease("smoke", Duration.ZERO, Set.of()).orElseThrow();
        pass(1);
        fleet.release(lease);
        pass(1);
        fleet.hold("gpu0", Hold.DRAINING, "by a test");
        pass(5);

        // Then
        assertIdle("no_work", 3);
        assertIdle("dispatch", 1);
        assertIdle("paused", 5);
    }

    @Test
    void whatNobodyTellsIsBookedFromTheNextLook() {
        // When
        work = new WorkAhead(0, 1, false, false, 0, false);
        pass(1);
        accounts.lookAtAll(work);
        pass(4);

        // Then
        assertIdle("no_work", 1);
        assertIdle("llm_late", 4);
    }

    @Test
    void aPromptIsBusyFromItsFirstEventToItsLast() throws Exception {
        // Given
        Lease lease = fleet.lease("smoke", Duration.ZERO, Set.of()).orElseThrow();
        accounts.posts("gpu0", "a");
        fleet.sawDepth("gpu0", 1);

        // When
        accounts.started("gpu0", "a");
        pass(3);
        fleet.sawDepth("gpu0", 0);
        accounts.ended("gpu0", "a");
        accounts.settles("gpu0", "a", Optional.empty());
        fleet.release(lease);
        pass(1);

        // Then
        assertThat(accounts.busySeconds("gpu0")).isEqualTo(3);
        assertIdle("no_work", 1);
    }

    @Test
    void aServerWithTooLittleMemoryForItsSceneHasThatCause() throws Exception {
        fleet.lease("smoke", Duration.ZERO, Set.of());
        lowMemory = true;
        accounts.lookAtAll(work);
        pass(2);

        assertIdle("low_vram", 2);
    }

    @Test
    void serversComeAndGo() {
        // When
        fleet.add(server("gpu1"));
        fleet.answered("gpu1", IDLE);
        pass(2);

        // Then
        assertThat(accounts.idleSeconds("gpu1", IdleCause.NO_WORK)).isEqualTo(2);

        // When
        fleet.remove("gpu1");
        accounts.lookAtAll(work);

        // Then
        assertThat(accounts.time("gpu1")).isEmpty();
        assertThat(accounts.busySeconds("gpu1")).isNaN();
    }

    @Test
    void whatIsToldOfAServerThatIsGoneIsIgnored() {
        accounts.ended("gpu7", "a");

        assertThat(accounts.time("gpu7")).isEmpty();
    }

    @Test
    void theTimeOfManyServersIsTheTimeThatPassed() {
        // Given
        for (int i = 1; i < MANY; i++) {
            fleet.add(server("gpu" + i));
        }
        accounts.lookAtAll(work);

        // When
        for (int i = 0; i < MANY; i++) {
            pass(0.1);
            fleet.claim("gpu" + i, "a" + i);
            accounts.posts("gpu" + i, "a");
            accounts.started("gpu" + i, "a");
        }
        pass(10);

        // Then
        for (int i = 0; i < MANY; i++) {
            GpuTime time = accounts.time("gpu" + i).orElseThrow();
            assertThat(time.busySeconds()).isCloseTo(10 + (MANY - 1 - i) * 0.1, within(0.001));
            assertThat(time.busySeconds()
                            + time.idleSeconds().values().stream()
                                    .mapToDouble(Double::doubleValue)
                                    .sum())
                    .isCloseTo(time.wallSeconds(), within(0.01));
        }
    }

    private void assertIdle(String cause, double seconds) {
        assertThat(accounts.time("gpu0").orElseThrow().idleSeconds().get(cause))
                .as(cause)
                .isCloseTo(seconds, within(0.001));
    }

    private void pass(double seconds) {
        nanos.addAndGet(Math.round(seconds * 1e9));
    }

    private static InstanceSettings server(String id) {
        return new InstanceSettings(id, URI.create("http://127.0.0.1:8188/" + id), 2, null);
    }
}
