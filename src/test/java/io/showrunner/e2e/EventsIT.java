package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Server-sent events over real HTTP: everything of a story is told, and who was away gets it afterwards. */
class EventsIT {
    @TempDir
    private Path home;

    @Test
    void tellsAStoryFromItsBriefToItsEndAlsoToWhoWasAwayAndSaysAfterARestartThatAllMayBeDifferent() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).start()) {
            AtomicBoolean released = studio.holdPrompts();
            String seen;
            String missed;

            // When: a client listens, goes away, and comes back
            try (EventStream events = new EventStream(studio.pipeline().port(), null)) {
                assertThat(events.contentType()).isEqualTo("text/event-stream");
                assertThat(events.next().path("type").asText()).isEqualTo("reset");
                studio.drop("told.json", SmallBrief.json("told", "One"));
                missed = events.until(is("story", "ACCEPTED")).path("storyId").asText();
                seen = events.lastId();
                events.until(event -> event.path("type").asText().equals("progress"));
            }
            released.set(true);
            studio.finishedStory();

            // Then: it gets what it missed, and nothing twice
            try (EventStream events = new EventStream(studio.pipeline().port(), seen)) {
                JsonNode running = events.until(is("scene", "RUNNING"));
                assertThat(running.path("storyId").asText()).isEqualTo(missed);
                assertThat(events.until(event -> event.path("type").asText().equals("progress"))
                                .path("progress")
                                .asDouble())
                        .isBetween(0.0, 0.99);
                events.until(is("scene", "PUBLISHED"));
                events.until(is("story", "FINISHED"));

                // When: the application stops, nobody makes it wait
                long stop = System.nanoTime();
                studio.stop();
                events.untilItEnds();
                assertThat(Duration.ofNanos(System.nanoTime() - stop)).isLessThan(Duration.ofSeconds(30));
                seen = events.lastId();
            }
            studio.start();

            // Then
            try (EventStream events = new EventStream(studio.pipeline().port(), seen)) {
                assertThat(events.next().path("type").asText()).isEqualTo("reset");
                assertThat(new HttpTalk(studio.pipeline().port())
                                .send("POST", "/api/stages/render/pause", new byte[0])
                                .status())
                        .isEqualTo(200);
                events.until(is("stage", "held"));
            }
        }
    }

    private static Predicate<JsonNode> is(String type, String state) {
        return event -> event.path("type").asText().equals(type)
                && event.path("state").asText().equals(state);
    }
}
