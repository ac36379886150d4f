package io.showrunner.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.showrunner.capacity.ScalingStep.Action;
import io.showrunner.config.ScalingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingCommandTest {
    private static final ScalingStep UP = new ScalingStep(Action.UP, null, 3, 2, 20, 40.0, "too long");

    @TempDir
    private Path folder;

    @Test
    void theProgramGetsItsOwnWordsAsTheyAreAndThenWhatIsWanted() throws Exception {
        Path program = program("printf '%s\\n' \"$@\" > " + folder.resolve("seen"));

        command(program, "$(touch owned)", ";", "a|b").run(UP);

        assertThat(folder.resolve("seen")).content().isEqualTo("$(touch owned)\n;\na|b\nup\n3\n");
    }

    @Test
    void aServerThatMayGoIsNamed() {
        assertThat(new ScalingStep(Action.DOWN, "late", 1, 2, 0, 0.0, "short").arguments())
                .containsExactly("down", "late");
    }

    @Test
    void whatItLeavesRunningGoesOn() throws Exception {
        Path program = program("(sleep 1; touch " + folder.resolve("started") + ") &");

        command(program).run(UP);

        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(folder.resolve("started")));
    }

    @Test
    void oneThatTakesTooLongIsEndedWithWhatItStarted() throws Exception {
        Path program = program("sleep 600 & echo $! > " + folder.resolve("child") + "; wait");

        assertThatThrownBy(() -> command(program).run(UP))
                .isInstanceOf(IOException.class)
                .hasMessage(program + " took longer than 2 s and was ended");

        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void anExitCodeOtherThanZeroAndAProgramThatIsNotThereAreFailures() throws Exception {
        Path program = program("exit 7");

        assertThatThrownBy(() -> command(program).run(UP)).hasMessage(program + " ended with exit code 7");
        assertThatThrownBy(() -> command(folder.resolve("nothing")).run(UP)).isInstanceOf(IOException.class);
    }

    private Path program(String line) throws IOException {
        Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private static ScalingCommand command(Path program, String... words) {
        List<String> all = new ArrayList<>(List.of(program.toString()));
        all.addAll(List.of(words));
        return new ScalingCommand(new ScalingSettings(
                all,
                Optional.empty(),
                Duration.ofSeconds(2),
                Duration.ofMinutes(15),
                0.2,
                Duration.ZERO,
                Duration.ofMinutes(5),
                1));
    }
}
