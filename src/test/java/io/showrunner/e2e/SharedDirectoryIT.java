package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.frames.DoneMarker;
import io.showrunner.frames.DoneMarkers;
import io.showrunner.simulator.comfyui.Faults;
import io.showrunner.story.CollectReport;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames that are read from the server's output folder instead of over HTTP. */
class SharedDirectoryIT {
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final int WINDOWS = 2;
    private static final Duration LONGEST_WAIT_FOR_A_MARKER = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    @Test
    void framesHaveTheSameNamesWhicheverWayTheyCome() throws Exception {
        try (TestStudio studio =
                sharing(new TestStudio(home, 2)).withWorkForAll().start()) {
            // When
            studio.drop("ways.json", SmallBrief.json("ways", "One", "Two", "Three", "Four"));
            StoryRecord story = studio.finishedStory();

            // Then
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            Map<String, Set<List<String>>> names = studio.pipeline().store().sceneRecords(story.storyId()).stream()
                    .collect(Collectors.groupingBy(
                            scene -> studio.job(scene, 1).instanceId(),
                            Collectors.mapping(scene -> published(studio, scene), Collectors.toSet())));
            assertThat(names).containsOnlyKeys("gpu0", "gpu1");
            assertThat(names.get("gpu0")).hasSize(1).isEqualTo(names.get("gpu1"));
            assertThat(names.get("gpu0").iterator().next()).hasSize(SmallBrief.FRAMES);
        }
    }

    @Test
    void lateFramesAreWaitedForAndHalvesAreNeverPublished() throws Exception {
        try (TestStudio studio = sharing(new TestStudio(home, 1)).with("showrunner.scene.retry-budget", "0")) {
            // Given
            Faults faults = studio.gpu(0).faults();
            faults.onPromptContaining("Within The Window").lateFile(WINDOW.dividedBy(2));
            faults.onPromptContaining("After The Window").lateFile(WINDOW.multipliedBy(2));
            faults.onPromptContaining("Cut Off").truncatedFile();
            studio.start();

            // When
            studio.drop("late.json", SmallBrief.json("late", "Within The Window", "After The Window", "Cut Off"));
            StoryRecord story = studio.finishedStory();

            // Then
            assertThat(List.of("Within The Window", "After The Window"))
                    .map(title -> studio.scene(story, title))
                    .allSatisfy(scene -> {
                        assertThat(scene.state()).isEqualTo(SceneState.PUBLISHED);
                        assertThat(published(studio, scene)).hasSize(SmallBrief.FRAMES);
                    });
            SceneRecord cut = studio.scene(story, "Cut Off");
            assertThat(cut.state()).isEqualTo(SceneState.FAILED);
            assertThat(cut.failureKind()).isEqualTo(FailureKind.BELOW_FLOOR);
            assertThat(studio.pipeline().store().doneMarker(story.storyId(), cut.sceneId()))
                    .doesNotExist();
            assertThat(published(studio, cut)).isEmpty();
        }
    }

    @Test
    void filesThatNoHistoryConfirmsAndThatNeverRestAreTakenAfterAllTheirWindowsAndTheMetadataSaysSo() throws Exception {
        try (TestStudio studio = sharing(new TestStudio(home, 1)).start()) {
            // Given
            studio.gpu(0).faults().onEveryPrompt().forgetHistory();
            studio.drop("restless.json", SmallBrief.json("restless", "Restless"));
            StoryRecord written = studio.writtenStory();

            // When
            await().atMost(TestStudio.PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> touchFrames(studio) && isPublished(studio, written));

            // Then
            StoryRecord story = studio.finishedStory();
            SceneRecord scene = studio.scene(story, "Restless");
            JsonNode telemetry = studio.entry(story, "Restless").path("Telemetry");
            assertThat(telemetry.path("ForcedCopyTriggered").asBoolean()).isTrue();
            assertThat(studio.folder(story)
                            .resolve(telemetry.path("ForcedCopyDebugPath").asText()))
                    .isNotEmptyFile();
            assertThat(telemetry.path("System").path("FallbackNotes").toString())
                    .contains("FORCED_COPY", WINDOWS + " windows of " + WINDOW.toSeconds() + " s");
            assertThat(telemetry.path("DoneMarkerDetected").asBoolean()).isFalse();
            assertThat(Duration.between(
                            rendered(studio, scene).queueEnd(),
                            collected(studio, scene).completedAt()))
                    .isBetween(WINDOW.multipliedBy(WINDOWS), LONGEST_WAIT_FOR_A_MARKER);
        }
    }

    @Test
    void aDoneMarkerBesideFramesThatNoHistoryConfirmsEndsTheWaitAndIsRecorded() throws Exception {
        Duration longWindow = Duration.ofMinutes(5);
        try (TestStudio studio = sharing(new TestStudio(home, 1))
                .with("showrunner.scene.stability-window", longWindow.toMinutes() + "m")
                .with("showrunner.scene.done-marker-timeout", "15m")
                .start()) {
            // Given
            studio.gpu(0).faults().onEveryPrompt().forgetHistory();
            studio.drop("marked.json", SmallBrief.json("marked", "Marked"));
            StoryRecord written = studio.writtenStory();
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> !studio.gpu(0).executions().isEmpty());

            // When
            RenderJob job = studio.job(studio.scene(written, "Marked"), 1);
            DoneMarkers.write(
                    studio.gpu(0).outputDirectory().resolve(job.filenamePrefix() + ".done"),
                    new DoneMarker(Instant.now(), SmallBrief.FRAMES, null, null, null, null, null, null, null));

            // Then
            StoryRecord story = studio.finishedStory();
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            JsonNode telemetry = studio.entry(story, "Marked").path("Telemetry");
            assertThat(telemetry.path("DoneMarkerDetected").asBoolean()).isTrue();
            assertThat(telemetry.path("DoneMarkerWaitSeconds").asDouble()).isLessThan((double) longWindow.toSeconds());
            assertThat(telemetry.path("ForcedCopyTriggered").asBoolean()).isFalse();
        }
    }

    @Test
    void framesOfAFolderThatIsNotMountedComeOverHttpAndEveryDocumentSaysSo() throws Exception {
        Path unmounted = home.resolve("unmounted");
        try (TestStudio studio = new TestStudio(home, 1)
                .with("showrunner.comfyui.instances[0].output-directory", unmounted.toString())
                .start()) {
            // When
            studio.drop("gone.json", SmallBrief.json("gone", "One"));
            StoryRecord story = studio.finishedStory();

            // Then
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            assertThat(published(studio, studio.scene(story, "One"))).hasSize(SmallBrief.FRAMES);
            assertThat(studio.entry(story, "One")
                            .at("/Telemetry/System/FallbackNotes")
                            .toString())
                    .contains("OUTPUT_FOLDER_GONE", unmounted.toString());
            assertThat(studio.folder(story).resolve("run-summary.txt"))
                    .content()
                    .contains("OUTPUT_FOLDER_GONE");
        }
    }

    /** The first server's output folder can be read. */
    private static TestStudio sharing(TestStudio studio) {
        return studio.with(
                        "showrunner.comfyui.instances[0].output-directory",
                        studio.gpu(0).outputDirectory().toString())
                .with("showrunner.scene.stability-window", WINDOW.toSeconds() + "s")
                .with("showrunner.scene.stability-retries", Integer.toString(WINDOWS))
                .with("showrunner.scene.post-execution-timeout", "12s");
    }

    private static boolean isPublished(TestStudio studio, StoryRecord story) {
        return studio.scene(story, "Restless").state() == SceneState.PUBLISHED;
    }

    private static boolean touchFrames(TestStudio studio) throws IOException {
        for (Path file : pictures(studio.gpu(0).outputDirectory())) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        }
        return true;
    }

    private static List<String> published(TestStudio studio, SceneRecord scene) {
        Path folder = studio.pipeline()
                .store()
                .doneMarker(scene.storyId(), scene.sceneId())
                .resolveSibling("frames");
        try {
            return Files.exists(folder)
                    ? pictures(folder).stream()
                            .map(file -> file.getFileName().toString())
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> pictures(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    private static RenderReport rendered(TestStudio studio, SceneRecord scene) {
        return studio.attempt(scene, 1, "render.json", RenderReport.class);
    }

    private static CollectReport collected(TestStudio studio, SceneRecord scene) {
        return studio.attempt(scene, 1, "collect.json", CollectReport.class);
    }
}
