package io.showrunner.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.capacity.ScalingStep.Action;
import io.showrunner.config.ScalingSettings;
import io.showrunner.fleet.InstanceState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No patience, five minutes of cooldown, two servers at most. */
class AutoscalerTest {
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

    @TempDir
    private Path data;

    private TestFleet servers;
    private boolean held;

    @BeforeEach
    void startTheFleet() {
        servers = new TestFleet(data);
    }

    @Test
    void aServerIsAskedForOnceInACooldownAlsoAfterARestart() {
        // Given
        assertThat(at(0, true).decide(work()).action()).isEqualTo(Action.UP);

        // When, Then
        assertThat(at(4, true).decide(work()).action()).isEqualTo(Action.NONE);
        assertThat(at(5, true).decide(work()).action()).isEqualTo(Action.UP);
    }

    @Test
    void asShippedNothingIsChanged() {
        assertThat(at(0, false).decide(work()).isChange()).isFalse();
    }

    @Test
    void whileRenderingIsHeldNoServerWouldHelp() {
        held = true;

        assertThat(at(0, true).decide(work()).isChange()).isFalse();
    }

    @Test
    void aServerThatGoesIsDrainedRemovedWhenEmptyAndThenTold() {
        // Given
        servers.added("late");
        Autoscaler scaler = at(0, true);
        scaler.drain(scaler.decide(backlog(0)));
        assertThat(servers.control.one("late").instance().state()).isEqualTo(InstanceState.DRAINING);

        // When
        servers.scenesInHand = 1;
        ScalingStep busy = scaler.decide(backlog(0));

        // Then
        assertThat(busy.action()).isEqualTo(Action.DOWN);
        assertThat(scaler.remove(busy)).isFalse();
        servers.scenesInHand = 0;
        assertThat(scaler.remove(busy)).isTrue();
        scaler.told(busy);
        assertThat(servers.control.all()).hasSize(1);
        assertThat(scaler.count(Action.DRAIN)).isEqualTo(1);
        assertThat(scaler.count(Action.DOWN)).isEqualTo(1);
        assertThat(at(5, true).decide(backlog(0)).isChange()).isFalse();
    }

    @Test
    void whoCouldNotBeToldIsToldAfterTheCooldownAlsoAfterARestart() {
        // Given
        servers.added("late");
        Autoscaler scaler = at(0, true);
        scaler.drain(scaler.decide(backlog(0)));
        ScalingStep down = scaler.decide(backlog(0));
        assertThat(scaler.remove(down)).isTrue();

        // When
        scaler.failed(down, new IOException("connection refused"));

        // Then
        assertThat(scaler.failures()).isEqualTo(1);
        assertThat(at(4, true).decide(backlog(0)).isChange()).isFalse();
        ScalingStep again = at(5, true).decide(backlog(0));
        assertThat(again.action()).isEqualTo(Action.DOWN);
        assertThat(again.instance()).isEqualTo("late");
        assertThat(at(5, true).remove(again)).isTrue();
    }

    @Test
    void aServerThatAPersonResumedIsNotGivenUp() {
        // Given
        servers.added("late");
        Autoscaler scaler = at(0, true);
        scaler.drain(scaler.decide(backlog(0)));

        // When
        servers.control.resume("late");

        // Then
        assertThat(scaler.decide(backlog(0)).isChange()).isFalse();
        assertThat(servers.control.all()).hasSize(2);
    }

    @Test
    void aServerIsKeptWhenWorkComesWhileItIsDrained() {
        // Given
        servers.added("late");
        Autoscaler scaler = at(0, true);
        scaler.drain(scaler.decide(backlog(0)));

        // When
        scaler.resume(scaler.decide(work()));

        // Then
        assertThat(servers.control.one("late").instance().state()).isEqualTo(InstanceState.UP);
        assertThat(scaler.count(Action.RESUME)).isEqualTo(1);
    }

    private Autoscaler at(int minutes, boolean on) {
        ScalingSettings settings = new ScalingSettings(
                List.of(),
                on ? Optional.of(URI.create("http://127.0.0.1:1")) : Optional.empty(),
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                0.2,
                Duration.ZERO,
                Duration.ofMinutes(5),
                1);
        return new Autoscaler(
                settings,
                2,
                servers.control,
                () -> held,
                data.resolve("scaling.json"),
                Clock.fixed(NOW.plus(Duration.ofMinutes(minutes)), ZoneOffset.UTC));
    }

    /** Forty minutes of it, and every server is at work. */
    private BacklogWatch.View work() {
        servers.control
                .all()
                .forEach(each -> servers.fleet.sawDepth(each.instance().id(), 1));
        return backlog(40);
    }

    private static BacklogWatch.View backlog(double minutes) {
        return new BacklogWatch.View(20, 1, minutes, minutes, "measured", NOW);
    }
}
