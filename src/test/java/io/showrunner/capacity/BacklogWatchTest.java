package io.showrunner.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.forecast.Backlog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacklogWatchTest {
    @TempDir
    private Path data;

    private TestFleet servers;
    private int scenes = 8;

    @BeforeEach
    void startTheFleet() {
        servers = new TestFleet(data);
    }

    @Test
    void theForecastOfAllWorkIsTheBacklogInMinutes() {
        BacklogWatch watch = watch();
        assertThat(watch.lastMinutes()).isZero();

        BacklogWatch.View view = watch.look();

        assertThat(view.scenes()).isEqualTo(8);
        assertThat(view.serversUp()).isEqualTo(1);
        assertThat(view.minutes()).isEqualTo(17.5);
        assertThat(view.mostMinutes()).isEqualTo(20);
        assertThat(view.basis()).isEqualTo("12 measured scenes");
        assertThat(watch.lastMinutes()).isEqualTo(17.5);
    }

    @Test
    void workThatNobodyDoesTakesForEver() {
        noServerAnswers();
        BacklogWatch watch = watch();

        BacklogWatch.View view = watch.look();

        assertThat(view.minutes()).isNull();
        assertThat(view.isStuck()).isTrue();
        assertThat(watch.lastMinutes()).isInfinite();
    }

    @Test
    void noWorkTakesNoTimeWhoeverIsThere() {
        noServerAnswers();
        scenes = 0;
        BacklogWatch watch = watch();

        assertThat(watch.look().isStuck()).isFalse();
        assertThat(watch.lastMinutes()).isZero();
    }

    private void noServerAnswers() {
        for (int missed = 0; missed < 3; missed++) {
            servers.fleet.missed("gpu0", "refused");
        }
    }

    private BacklogWatch watch() {
        Backlog forecast = new Backlog(Duration.ofSeconds(1050), Duration.ofMinutes(20), "12 measured scenes");
        return new BacklogWatch(() -> scenes, () -> Optional.of(forecast), servers.fleet, Clock.systemUTC());
    }
}
