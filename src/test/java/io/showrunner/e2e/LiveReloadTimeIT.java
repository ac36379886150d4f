package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.e2e.RouteDesk.Edit;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long an edit of a route file takes to act while a story is made. */
@Tag("measured")
class LiveReloadTimeIT extends EditingMidStory {
    private static final Logger LOG = LoggerFactory.getLogger(LiveReloadTimeIT.class);
    private static final Duration ALLOWED = Duration.ofSeconds(2);

    @Test
    void anEditActsWithinTwoSeconds() {
        // Given
        hold();
        drop("orchard-protocol.json");
        aPromptIsRunning();

        // When
        String shipped = desk.read("deliver-story");
        List<Duration> took = Stream.of("One story", "A story", "The story")
                .map(words -> desk.write("deliver-story", shipped + "        - log: \"" + words + " is delivered\"\n"))
                .map(Edit::took)
                .toList();

        // Then
        LOG.info("edits took {}", took);
        assertThat(took.stream().min(Duration::compareTo).orElseThrow())
                .as("the shortest of three: a busy machine delays one now and then")
                .isLessThan(ALLOWED);
    }
}
