package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.StoryRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When it will be done: told while scenes are rendered, measured against what came of it, and not forgotten. */
@Tag("measured")
class ForecastIT {
    private static final Pattern LOOKS =
            Pattern.compile("camel_exchanges_succeeded_total\\{[^}]*routeId=\"watch-forecast\"[^}]*} ([0-9.]+)");

    /** The first that ends may have begun before. */
    private static final int A_WHOLE_ONE = 2;

    @TempDir
    private Path home;

    @Test
    void whatIsToBeDoneIsForecastAndARestartKeepsWhatWasLearned() throws Exception {
        try (TestStudio studio = new TestStudio(home, 2).with("showrunner.forecast.interval", "200ms")) {
            // Given
            AtomicBoolean released = studio.holdPrompts();
            studio.start();

            // When
            studio.drop("six.json", SmallBrief.json("six", "One", "Two", "Three", "Four", "Five", "Six"));
            JsonNode busy = await().atMost(TestStudio.PATIENCE)
                    .until(
                            () -> studio.get("/api/forecast"),
                            told -> told.path("rendering").asInt() == 2);
            StoryRecord story = studio.writtenStory();
            JsonNode eta = studio.get("/api/stories/" + story.storyId()).path("eta");
            int looks = looks(studio);
            await().atMost(TestStudio.PATIENCE).until(() -> looks(studio) >= looks + A_WHOLE_ONE);
            released.set(true);
            studio.finishedStory();
            JsonNode idle = await().atMost(TestStudio.PATIENCE)
                    .until(
                            () -> studio.get("/api/forecast"),
                            told -> told.path("accuracy")
                                                    .path("atStart")
                                                    .path("scenes")
                                                    .asInt()
                                            > 0
                                    && told.path("backlog").isNull());
            studio.stop();
            studio.start();
            JsonNode again = studio.get("/api/forecast");

            // Then
            assertThat(busy.path("line").asText())
                    .matches(
                            "2 rendering, \\d queued(, 1 story to write)?, about \\d+m?\\d*s, at most \\d+m?\\d*s in 9 of 10 cases");
            assertThat(busy.path("backlog").path("p50Seconds").asDouble())
                    .isPositive()
                    .isLessThanOrEqualTo(busy.path("backlog").path("p90Seconds").asDouble());
            assertThat(eta.path("basis").asText()).contains("smoke");
            assertThat(eta.path("lastWrong").asText()).isNotEmpty();
            assertThat(idle.path("line").asText()).isEqualTo("nothing to render");
            assertThat(idle.path("expectations").path(0).path("workflow").asText())
                    .isEqualTo("smoke");
            assertThat(again.path("expectations")).isEqualTo(idle.path("expectations"));
            assertThat(home.resolve("data/durations.json"))
                    .satisfies(file -> assertThat(Files.size(file)).isPositive());
        }
    }

    /** How often it was looked whether there is something to forecast. */
    private static int looks(TestStudio studio) {
        Matcher looks = LOOKS.matcher(
                new HttpTalk(studio.pipeline().port()).get("/observe/metrics").body());
        return looks.find() ? (int) Double.parseDouble(looks.group(1)) : 0;
    }
}
