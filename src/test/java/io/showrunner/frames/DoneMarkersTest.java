package io.showrunner.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.frames.DoneMarker.Producer;
import io.showrunner.story.Json;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoneMarkersTest {
    private static final RenderJob JOB = RenderedScene.job(1, 25);
    private static final Instant SUBMITTED = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aMarkerHasTheKeysOfTheContract() {
        DoneMarker marker = new DoneMarker(
                SUBMITTED, 25, SUBMITTED, "p", "20261123-100000", "story-lamp", "scene-001", 1, Producer.HISTORY);
        Path file = folder.resolve("frames.done");

        DoneMarkers.write(file, marker);

        assertThat(Json.read(file, JsonNode.class).fieldNames())
                .toIterable()
                .containsExactly(
                        "Timestamp",
                        "FrameCount",
                        "Latest",
                        "PromptId",
                        "RunId",
                        "StoryId",
                        "SceneId",
                        "Attempt",
                        "Producer");
        assertThat(Json.read(file, DoneMarker.class)).isEqualTo(marker);
        assertThat(file).content().contains("\"history\"");
    }

    @Test
    void aMarkerOfAHelperIsFoundByItsPlaceAndItsLocalTimeIsUnderstood() throws IOException {
        helperWrites("{\"Timestamp\": \"2026-11-23T05:00:01.698-05:00\", \"FrameCount\": 25}");

        DoneMarker marker = DoneMarkers.find(folder, JOB).orElseThrow();

        assertThat(marker.timestamp()).isEqualTo("2026-11-23T10:00:01.698Z");
        assertThat(DoneMarkers.accepts(marker, JOB, SUBMITTED, 25)).isTrue();
    }

    @Test
    void noMarkerIsFoundWhereThereIsNone() throws IOException {
        assertThat(DoneMarkers.find(folder, JOB)).isEmpty();
    }

    @Test
    void aMarkerThatCannotBeReadSaysSo() throws IOException {
        helperWrites("half");

        assertThatThrownBy(() -> DoneMarkers.find(folder, JOB)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Timestamp':'2026-11-23T09:59:59Z','FrameCount':25} | its time is",
                "{'FrameCount':25} | its time is null",
                "{'Timestamp':'2026-11-23T10:00:01Z'} | it counts null",
                "{'Timestamp':'2026-11-23T10:00:01Z','FrameCount':24} | it counts 24 frames, 25 were verified",
                "{'Timestamp':'2026-11-23T10:00:01Z','FrameCount':25,'Attempt':2} | attempt 2",
                "{'Timestamp':'2026-11-23T10:00:01Z','FrameCount':25,'SceneId':'scene-002'} | scene-002",
                "{'Timestamp':'2026-11-23T10:00:01Z','FrameCount':25,'PromptId':'other'} | prompt other"
            })
    void aMarkerThatProvesNothingIsNotAccepted(String json, String why) throws IOException {
        helperWrites(json.replace('\'', '"'));

        DoneMarker marker = DoneMarkers.find(folder, JOB).orElseThrow();

        assertThat(DoneMarkers.objection(marker, JOB, SUBMITTED, 25))
                .get()
                .asString()
                .contains(why);
    }

    @Test
    void theMarkerThatWakesTheAssemblyIsNamedAfterSceneAndGeneration() {
        SceneMarker marker = SceneMarker.of(RenderedScene.scene(SceneState.PUBLISHED));

        assertThat(marker.name()).isEqualTo("story-lamp/story-lamp.scene-001.1.json");
        assertThat(marker.content()).contains("\"storyId\":\"story-lamp\"");
        assertThatThrownBy(() -> SceneMarker.of(RenderedScene.scene(SceneState.RUNNING)))
                .hasMessageContaining("is RUNNING");
    }

    private void helperWrites(String json) throws IOException {
        Path file = folder.resolve(JOB.filenamePrefix() + ".done");
        Files.createDirectories(file.getParent());
        Files.writeString(file, json);
    }
}
