package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finished story leaves as clips, a film and an archive; whatever becomes of the encoder, the story is finished. */
class FilmIT {
    @TempDir
    private Path home;

    @Test
    void aStoryBecomesAFilmAndThenAnArchiveThatHasTheFilmInIt() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)
                .with("showrunner.film", "film")
                .with("showrunner.archive.enabled", "true")
                .start()) {
            studio.drop("film.json", SmallBrief.json("film", "The Wall", "The Ledger"));

            StoryRecord story = studio.awaitDelivery(studio.finishedStory());

            Path folder = studio.folder(story);
            int frames = 88 + 2 * (44 + SmallBrief.FRAMES);
            JsonNode film = probe(folder.resolve("film.mp4"));
            assertThat(film.path("codec_name").asText()).isEqualTo("h264");
            assertThat(film.path("nb_read_frames").asInt()).isEqualTo(frames);
            assertThat(film.path("duration").asDouble()).isBetween(frames / 24.0 - 0.05, frames / 24.0 + 0.05);
            assertThat(folder.resolve("scenes/scene-002/clip.mp4")).isNotEmptyFile();
            assertThat(TestStudio.json(folder.resolve("film.json")).path("notes"))
                    .isEmpty();
            assertThat(Jsoup.parse(folder.resolve("index.html").toFile())
                            .select("[src]")
                            .eachAttr("src"))
                    .contains("film.mp4", "scenes/scene-002/clip.mp4")
                    .allSatisfy(file -> assertThat(folder.resolve(file)).exists());
            assertIsPacked(story, folder);
            assertThat(studio.get("/api/stories/" + story.storyId()).at("/delivery/files"))
                    .extracting(JsonNode::asText)
                    .containsExactly("index.html", "film.mp4", "poster.png", story.storyId() + ".zip");
            assertThat(text(studio, "/observe/metrics")).contains("showrunner_film_run_seconds_count{ended=\"well\"");
        }
    }

    @Test
    void aStopKillsTheEncoderAndTheStoryIsDeliveredAtTheNextStartThoughThereIsNoEncoderThen() throws Exception {
        Path pid = home.resolve("encoder.pid");
        Path endless = script("case \"$*\" in *-encoders*) echo ' V....D libx264 x';; *) echo $$ > " + pid
                + "; exec sleep 600;; esac");
        try (TestStudio studio = new TestStudio(home, 1)
                .with("showrunner.film", "film")
                .with("showrunner.film.ffmpeg", endless.toString())
                .start()) {
            // Given
            studio.drop("film.json", SmallBrief.json("film", "The Wall"));
            await().atMost(TestStudio.PATIENCE).until(() -> Files.exists(pid) && Files.size(pid) > 0);
            StoryRecord waiting = studio.finishedStory();
            Path folder = studio.folder(waiting);
            assertThat(studio.get("/api/stories/" + waiting.storyId())
                            .at("/delivery/message")
                            .asText())
                    .isEqualTo("making scenes/scene-001/clip.mp4: ffmpeg encodes 3 frames");

            // When
            studio.stop();

            // Then
            long encoder = Long.parseLong(Files.readString(pid).strip());
            await().atMost(TestStudio.PATIENCE).until(() -> ProcessHandle.of(encoder)
                    .filter(ProcessHandle::isAlive)
                    .isEmpty());
            assertThat(folder.resolve("story.delivered")).doesNotExist();
            await().atMost(TestStudio.PATIENCE)
                    .ignoreException(UncheckedIOException.class)
                    .untilAsserted(() -> assertNothingTemporary(folder));

            // When
            studio.with("showrunner.film.ffmpeg", "/nowhere/ffmpeg").start();
            StoryRecord story = studio.awaitDelivery(studio.finishedStory());

            // Then
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            assertThat(folder.resolve("poster.png")).isNotEmptyFile();
            assertThat(TestStudio.json(folder.resolve("film.json")).path("notes"))
                    .hasSize(2)
                    .allSatisfy(note -> assertThat(note.asText()).contains("/nowhere/ffmpeg"));
        }
    }

    private static void assertIsPacked(StoryRecord story, Path folder) throws IOException {
        String name = story.storyId() + ".zip";
        assertThat(TestStudio.json(folder.resolve("artifact-metadata.json"))
                        .path("Archive")
                        .asText())
                .isEqualTo(name);
        try (ZipFile zip = new ZipFile(folder.resolve(name).toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName()))
                    .contains(
                            story.storyId() + "/artifact-metadata.json",
                            story.storyId() + "/run-summary.txt",
                            story.storyId() + "/film.json",
                            story.storyId() + "/film.mp4",
                            story.storyId() + "/scenes/scene-001/clip.mp4",
                            story.storyId() + "/scenes/scene-001/frames/frame_00001.png")
                    .doesNotContain(story.storyId() + "/" + name);
        }
    }

    private static void assertNothingTemporary(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith(".tmp-"));
        }
    }

    private static JsonNode probe(Path film) throws IOException {
        Process ffprobe = new ProcessBuilder(
                        "ffprobe", "-v", "error", "-count_frames", "-show_streams", "-of", "json", film.toString())
                .start();
        return Json.mapper().readTree(ffprobe.getInputStream()).path("streams").path(0);
    }

    private static String text(TestStudio studio, String path) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + studio.pipeline().port() + path);
        return new String(address.toURL().openStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Path script(String line) throws IOException {
        Path script = Files.writeString(home.resolve("ffmpeg.sh"), "#!/bin/sh\n" + line + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }
}
