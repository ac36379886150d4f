package io.showrunner.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.showrunner.forecast.ForecastRecord.Moment;
import io.showrunner.story.SceneId;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastRecordTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Eta ETA = new Eta(NOON.plusSeconds(100), NOON.plusSeconds(160), "for a test");
    private static final SceneId SCENE = new SceneId("story-bees", "scene-001");

    private final ForecastRecord record = new ForecastRecord(Map.of());

    private void published(int secondsAfter) {
        record.note(Moment.STARTED, SCENE, 1, NOON, ETA);
        record.published(SCENE, NOON.plusSeconds(secondsAfter));
    }

    @Test
    void theShareThatHeldAndTheNewestThatDidNotAreKept() {
        published(90);
        published(110);
        published(210);
        published(160);

        assertThat(record.accuracy(Moment.STARTED, NOON.plusSeconds(210 + 720)))
                .returns(4, ForecastRecord.Accuracy::scenes)
                .returns(0.75, ForecastRecord.Accuracy::withinP90)
                .returns(1.1, ForecastRecord.Accuracy::overP50)
                .extracting(accuracy -> accuracy.lastWrong().words())
                .isEqualTo(
                        "last wrong 12m00s ago: story-bees/scene-001 took 3m30s, 2m40s was forecast for nine of ten");
        assertThat(record.lastWrong(NOON.plusSeconds(930))).startsWith("last wrong 12m00s ago");
        assertThat(record.accuracy(Moment.QUEUED, NOON).withinP90()).isNull();
    }

    @Test
    void aSceneThatWasMovedOrGivenUpIsNotCounted() {
        record.note(Moment.QUEUED, SCENE, 1, NOON, ETA);
        assertThat(record.lacks(Moment.QUEUED, SCENE, 1)).isFalse();
        assertThat(record.lacks(Moment.QUEUED, SCENE, 2)).as("moved").isTrue();

        record.forget(SCENE);
        record.published(SCENE, NOON.plusSeconds(900));

        assertThat(record.accuracy(Moment.QUEUED, NOON).scenes()).isZero();
        assertThat(record.lastWrong(NOON)).isEqualTo("never wrong so far");
    }

    @Test
    void theUpperBoundIsStretchedWhileTooFewHoldAndDrawnInWhileAllDo() {
        published(1000);
        published(1000);
        double afterMisses = record.stretch(Moment.STARTED);
        for (int i = 0; i < 100; i++) {
            published(50);
        }

        assertThat(afterMisses).isGreaterThan(1.1);
        assertThat(record.stretch(Moment.STARTED)).isLessThan(1);
        assertThat(new Quantiles(100, 160).stretched(2).p90()).isCloseTo(256, within(1e-6));
    }
}
