package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.story.StageHolds.Cause;
import io.showrunner.story.StageHolds.Hold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageHoldsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T01:00:00Z");

    @TempDir
    private Path data;

    @Test
    void aStageIsHeldUntilItsLastCauseIsGone() {
        // Given
        StageHolds holds = holds();
        List<Stage> heard = new ArrayList<>();
        holds.onChange(heard::add);

        // When
        holds.hold(Stage.RENDER, Cause.PAUSED, "paused by hand");
        holds.hold(Stage.RENDER, Cause.DISK, "no space");
        holds.hold(Stage.RENDER, Cause.DISK, "no space, said twice");
        holds.release(Stage.RENDER, Cause.PAUSED);

        // Then
        assertThat(holds.isHeld(Stage.RENDER)).isTrue();
        assertThat(holds.isHeld(Stage.WRITE)).isFalse();
        assertThat(holds.all()).containsExactly(new Hold(Stage.RENDER, Cause.DISK, "no space", NOW));
        assertThat(heard).containsExactly(Stage.RENDER, Stage.RENDER, Stage.RENDER);
    }

    @Test
    void severalStagesAreHeldAndReleasedForOneReasonAndThoseHeldAlreadyStay() {
        // Given
        StageHolds holds = holds();
        List<Stage> heard = new ArrayList<>();
        holds.hold(Stage.WRITE, Cause.DISK, "no space");
        holds.hold(Stage.RENDER, Cause.PAUSED, "paused by hand");
        holds.onChange(heard::add);

        // When
        holds.hold(EnumSet.of(Stage.INTAKE, Stage.WRITE, Stage.RENDER), Cause.DISK, "no space, said again");

        // Then
        assertThat(heard).containsExactly(Stage.INTAKE, Stage.RENDER);
        assertThat(holds.hold(Stage.WRITE).orElseThrow().why()).isEqualTo("no space");

        // When
        holds.release(EnumSet.of(Stage.INTAKE, Stage.WRITE, Stage.RENDER), Cause.DISK);

        // Then
        assertThat(holds.all()).containsExactly(new Hold(Stage.RENDER, Cause.PAUSED, "paused by hand", NOW));
        assertThat(heard).hasSize(5);
    }

    @Test
    void whatAPersonDecidedOutlivesARestartAndWhatTheDiskSaidDoesNot() {
        // Given
        StageHolds before = holds();
        before.hold(Stage.WRITE, Cause.PAUSED, "paused by hand");
        before.hold(Stage.WRITE, Cause.DISK, "no space");

        // When
        StageHolds after = holds();

        // Then
        assertThat(after.all()).containsExactly(new Hold(Stage.WRITE, Cause.PAUSED, "paused by hand", NOW));
    }

    @Test
    void aStageThatWasReleasedRunsAfterARestart() {
        // Given
        StageHolds before = holds();
        before.hold(Stage.WRITE, Cause.PAUSED, "paused by hand");
        before.release(Stage.WRITE, Cause.PAUSED);

        // When
        StageHolds after = holds();

        // Then
        assertThat(after.isHeld(Stage.WRITE)).isFalse();
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        Files.writeString(data.resolve("stages.json"), "{ half");

        assertThatThrownBy(this::holds).hasMessageContaining("stages.json").hasMessageContaining("mend the file");
    }

    @Test
    void whatAnotherProcessDecidesInTheSameFileIsFollowedAndNothingOfItIsLost() {
        // Given
        StageHolds here = holds();
        StageHolds there = holds();
        here.hold(Stage.WRITE, Cause.DISK, "no space on this machine");
        List<Stage> heard = new ArrayList<>();
        here.onChange(heard::add);

        // When
        there.hold(Stage.RENDER, Cause.PAUSED, "paused there");
        here.hold(Stage.INTAKE, Cause.PAUSED, "paused here");
        there.release(Stage.RENDER, Cause.PAUSED);
        here.follow();
        here.follow();
        there.follow();

        // Then
        assertThat(heard).containsExactly(Stage.INTAKE, Stage.RENDER, Stage.RENDER);
        assertThat(here.all()).extracting(Hold::stage).containsExactlyInAnyOrder(Stage.WRITE, Stage.INTAKE);
        assertThat(there.all()).extracting(Hold::stage).containsExactly(Stage.INTAKE);
    }

    private StageHolds holds() {
        return new StageHolds(data.resolve("stages.json"), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
