package io.showrunner.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.showrunner.config.FilmSettings.Extent;
import io.showrunner.config.FilmSettings.Format;
import io.showrunner.config.FilmSettings.Webp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of ours always comes to its end, and says why it did. */
class ProgramsTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void whatItPrintsIsKeptUpToABound() throws IOException {
        Run run = programs(
                        "i=0; while [ $i -lt 4000 ]; do echo 'a line of more than thirty characters'; i=$((i+1)); done",
                        LONG)
                .ffmpeg(folder, List.of());

        assertThat(run.failure()).isNull();
        assertThat(run.output()).startsWith("a line of").hasSize(1 << 16);
    }

    @Test
    void argumentsReachItAsTheyAre() throws IOException {
        Run run = programs("printf '%s|' \"$@\"", LONG).ffmpeg(folder, List.of("a b", "$(id)", "'\"", ";ls", "*"));

        assertThat(run.output()).isEqualTo("a b|$(id)|'\"|;ls|*|");
    }

    @Test
    void itsExitCodeAndFirstLineAreItsFailure() throws IOException {
        assertThat(programs("echo 'No space left on device' >&2; exit 4", LONG)
                        .ffmpeg(folder, List.of())
                        .failure())
                .endsWith("ended with exit code 4: No space left on device");
    }

    @Test
    void oneThatHangsIsKilledInTimeWithAllThatItStarted() throws IOException {
        Run run =
                programs("sleep 600 & echo $! > child; echo begun; wait", SHORT).ffmpeg(folder, List.of());

        assertThat(run.failure()).contains("took longer than 0.3 s and was killed");
        assertThat(run.output()).isEqualTo("begun\n");
        awaitChildIsDead();
    }

    @Test
    void aStopKillsItAtOnce() throws IOException {
        // Given
        Programs programs = programs("sleep 600 & echo $! > child; wait", LONG);
        CompletableFuture<Run> run = CompletableFuture.supplyAsync(() -> programs.ffmpeg(folder, List.of()));
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("child")));

        // When
        programs.stop();

        // Then
        assertThatThrownBy(run::join).isInstanceOf(CompletionException.class).hasRootCauseMessage("stopping");
        awaitChildIsDead();
    }

    @Test
    void nothingBeginsWhileTheApplicationStops() throws IOException {
        Programs programs =
                new Programs(FilmStory.SETTINGS, new Stopping(() -> true, () -> new IllegalStateException("stopping")));

        assertThatThrownBy(() -> programs.ffmpeg(folder, List.of())).hasMessage("stopping");
    }

    private void awaitChildIsDead() {
        await().atMost(PATIENCE).until(() -> ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve("child")).strip()))
                .filter(ProcessHandle::isAlive)
                .isEmpty());
    }

    private Programs programs(String line, Duration timeout) throws IOException {
        Path script = Files.writeString(folder.resolve("program.sh"), "#!/bin/sh\n" + line + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return new Programs(
                FilmStory.settings(Extent.FILM, Format.H264, Webp.OFF, script.toString(), timeout),
                new Stopping(() -> false, () -> new IllegalStateException("stopping")));
    }
}
