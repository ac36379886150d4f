package io.showrunner.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StageHolds.Cause;
import io.showrunner.story.StageHolds.Hold;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskWatchTest {
    private static final Path STORIES = Path.of("/stories");
    private static final Path DATA = Path.of("/data");
    private static final long NEEDED = 1000L << 20;

    private final Map<Path, Long> free = new ConcurrentHashMap<>(Map.of(STORIES, 5000L << 20, DATA, 5000L << 20));

    @TempDir
    private Path folder;

    private StageHolds holds;

    @BeforeEach
    void nothingIsHeld() {
        holds = new StageHolds(folder.resolve("stages.json"), Clock.systemUTC());
    }

    @Test
    void withRoomEverywhereNothingIsHeld() throws IOException {
        look(NEEDED);

        assertThat(holds.all()).isEmpty();
    }

    @Test
    void tooLittleRoomAtOneFolderHoldsNewWorkAndNamesTheFolder() throws IOException {
        free.put(DATA, NEEDED - 1);

        look(NEEDED);

        assertThat(holds.all())
                .extracting(Hold::stage, Hold::cause)
                .containsExactlyInAnyOrder(
                        tuple(Stage.INTAKE, Cause.DISK),
                        tuple(Stage.WRITE, Cause.DISK),
                        tuple(Stage.RENDER, Cause.DISK));
        assertThat(holds.hold(Stage.INTAKE).orElseThrow().why())
                .startsWith("disk full: 999 MB are free at /data, 1000 MB are needed")
                .contains("showrunner.disk.min-free");
    }

    @Test
    void workGoesOnOnlyWhenThereIsATenthMoreThanNeeded() throws IOException {
        free.put(STORIES, NEEDED / 2);
        look(NEEDED);

        free.put(STORIES, NEEDED + NEEDED / 20);
        look(NEEDED);
        assertThat(holds.isHeld(Stage.RENDER)).isTrue();

        free.put(STORIES, NEEDED + NEEDED / 10);
        look(NEEDED);
        assertThat(holds.all()).isEmpty();
    }

    @Test
    void aLittleMoreThanNeededHoldsNothingByItself() throws IOException {
        free.put(STORIES, NEEDED);

        look(NEEDED);

        assertThat(holds.all()).isEmpty();
    }

    @Test
    void aMinimumOfNothingNeverHolds() throws IOException {
        free.put(STORIES, 0L);

        look(0);

        assertThat(holds.all()).isEmpty();
    }

    @Test
    void aStartOnAFullDiskTakesNothing() throws IOException {
        free.put(STORIES, 0L);

        new DiskWatch(space(NEEDED), holds).checkBeforeStart();

        assertThat(holds.isHeld(Stage.WRITE)).isTrue();
    }

    /** As the route does it. */
    private void look(long needed) throws IOException {
        DiskWatch watch = new DiskWatch(space(needed), holds);
        DiskSpace.Reading reading = watch.look();
        if (reading.isShort()) {
            watch.hold(reading);
        } else if (reading.isAmple()) {
            watch.release();
        }
    }

    private DiskSpace space(long needed) {
        return new DiskSpace(List.of(STORIES, DATA), needed, free::get);
    }
}
