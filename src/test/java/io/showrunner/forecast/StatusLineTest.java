package io.showrunner.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.forecast.Load.Running;
import io.showrunner.forecast.Load.Server;
import io.showrunner.forecast.Load.Unwritten;
import io.showrunner.forecast.Load.Waiting;
import io.showrunner.story.SceneId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusLineTest {
    private static final SceneId SCENE = new SceneId("story-bees", "scene-001");

    @Test
    void everythingStandsInOneLine() {
        Server server = new Server(
                "gpu0", 2, true, List.of(new Running(SCENE, 1, "svd", 12), new Running(SCENE, 1, "svd", -1)));
        Load load = new Load(
                List.of(server),
                List.of(new Waiting(SCENE, 1, "svd"), new Waiting(SCENE, 1, "svd")),
                List.of(new Unwritten("story-wasps", "svd", 12)),
                1);
        Backlog backlog = new Backlog(Duration.ofSeconds(230), Duration.ofSeconds(310), "for a test");

        assertThat(StatusLine.of(load, Optional.of(backlog), Optional.of("rendering waits")))
                .isEqualTo("1 rendering, 3 queued, 1 story to write, about 3m50s, at most 5m10s in 9 of 10 cases;"
                        + " rendering waits");
    }

    @Test
    void nothingToDoIsSaidSo() {
        assertThat(StatusLine.of(new Load(List.of(), List.of(), List.of(), 1), Optional.empty(), Optional.empty()))
                .isEqualTo("nothing to render");
    }

    @ParameterizedTest
    @CsvSource({"PT0.4S, 0s", "PT59.4S, 59s", "PT59.6S, 1m00s", "PT3M50S, 3m50s", "PT2H5M9S, 2h05m", "PT76H, 3d04h"})
    void timesAreSaidAsPeopleSayThem(Duration time, String words) {
        assertThat(DurationWords.of(time)).isEqualTo(words);
    }
}
