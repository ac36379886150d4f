package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.brief.Pictures;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/api.md do what they say. */
class ApiExamplesIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
    private static final Pattern SERVER = Pattern.compile("http://(127\\.0\\.0\\.1|studio):8080");

    private static final String BRIEF_WITH_PICTURE = """
            {"premise": "A keeper of bees finds a hive that hums in Morse code.", "genre": "drama", "mood": "calm",
             "workflow": "svd-img2vid", "sceneCount": 1, "framesPerScene": 3, "keyframes": ["wall.png"]}
            """;

    @TempDir
    Path home;

    @Test
    void everyExampleWithCurlIsAnsweredWell() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            Files.writeString(home.resolve("brief.json"), BRIEF_WITH_PICTURE);
            Files.write(home.resolve("wall.png"), Pictures.of("png", 64, 36));
            studio.start();
            String server = "http://127.0.0.1:" + studio.pipeline().port();
            HttpTalk http = new HttpTalk(studio.pipeline().port());
            String finished = submit(http, SmallBrief.json("finished", "The Wall"));
            studio.finishedStory("finished");
            String board = submit(
                    http,
                    SmallBrief.json("board", "Four", "Five", "Six").replaceFirst("\\{", "{\"storyboard\": true, "));
            studio.finishedStory("board");
            http.send("POST", "/api/stages/render/pause", new byte[0]);
            String waiting = submit(http, SmallBrief.json("waiting", "The Wall"));
            String looked = submit(
                    http,
                    SmallBrief.json("looked-at", "One", "Two", "Three").replaceFirst("\\{", "{\"approval\": true, "));
            studio.storyThat(story -> story.state() == StoryState.AWAITING_APPROVAL);
            String version = http.get("/api/stories/" + looked + "/scenes").header("ETag");

            // When
            List<String> examples = examples();

            // Then
            assertThat(examples).hasSizeGreaterThan(7);
            for (String example : examples) {
                String storyId =
                        example.contains("/scenes") ? looked : example.contains("-X POST") ? waiting : finished;
                assertThat(said(SERVER.matcher(example)
                                .replaceAll(server)
                                .replace("<storyId>", storyId)
                                .replace("<storyboard>", board)
                                .replace("\"<version>\"", version)
                                .replace("curl ", "curl -sS --fail-with-body ")))
                        .as(example)
                        .endsWith("exit code 0");
            }
        }
    }

    private static String submit(HttpTalk http, String brief) {
        JsonNode accepted = http.post("application/json", brief).json();
        return accepted.path("storyId").asText();
    }

    private static List<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        BLOCK.matcher(Files.readString(Path.of("docs/api.md"))).results().forEach(block -> block.group(1)
                .replace("\\\n", " ")
                .lines()
                .filter(line -> line.startsWith("curl "))
                .forEach(examples::add));
        return examples;
    }

    private String said(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-c", command + "\necho \"exit code $?\"")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        shell.getOutputStream().close();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return said;
    }
}
