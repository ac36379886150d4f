package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.FileAppender;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collectors find every line about a story, a scene, a prompt or a server by its fields (O6). */
class LogFieldsIT {
    @TempDir
    private Path home;

    @Test
    void everyLineAboutAStoryOrAPromptHasItAsAField() throws Exception {
        // Given
        Path file = home.resolve("log.json");
        StoryRecord story;
        List<String> prompts;
        FileAppender json = appender(file);
        try (TestStudio studio = new TestStudio(home, 1)) {
            studio.gpus()
                    .forEach(gpu ->
                            gpu.faults().onPromptContaining("Two").times(1).runOutOfMemory());
            studio.start();

            // When
            studio.drop("fields.json", SmallBrief.json("fields", "One", "Two"));
            story = studio.finishedStory();
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            prompts = studio.pipeline().store().sceneRecords(story.storyId()).stream()
                    .flatMap(scene -> prompts(studio, scene))
                    .toList();
        } finally {
            ((Logger) LogManager.getRootLogger()).removeAppender(json);
            json.stop();
        }

        // Then
        assertThat(prompts).hasSize(3);
        List<JsonNode> lines = lines(file);
        assertThat(about(lines, story.storyId()))
                .hasSizeGreaterThan(10)
                .allSatisfy(line -> assertThat(line.path("storyId").asText()).isEqualTo(story.storyId()));
        assertThat(about(lines, "sceneId="))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.path("sceneId").asText()).startsWith("scene-"));
        assertThat(about(lines, "brief=fields.json movedTo=accepted"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("storyId").asText()).isEqualTo(story.storyId()));
        assertThat(prompts)
                .allSatisfy(
                        prompt -> assertThat(about(lines, prompt)).isNotEmpty().allSatisfy(line -> {
                            assertThat(line.path("promptId").asText()).isEqualTo(prompt);
                            assertThat(line.path("instance").asText()).startsWith("gpu");
                            assertThat(line.path("storyId").asText()).isEqualTo(story.storyId());
                        }));
    }

    private static Stream<String> prompts(TestStudio studio, SceneRecord scene) {
        return Stream.iterate(1, dispatch -> dispatch <= scene.dispatches(), dispatch -> dispatch + 1)
                .map(dispatch -> studio.job(scene, dispatch).promptId());
    }

    private static List<JsonNode> about(List<JsonNode> lines, String words) {
        return lines.stream()
                .filter(line -> line.path("message").asText().contains(words))
                .toList();
    }

    private static FileAppender appender(Path file) {
        FileAppender appender = FileAppender.newBuilder()
                .setName("fields")
                .withFileName(file.toString())
                .setLayout(JsonTemplateLayout.newBuilder()
                        .setConfiguration(((Logger) LogManager.getRootLogger())
                                .getContext()
                                .getConfiguration())
                        .setEventTemplateUri("classpath:EcsLayout.json")
                        .build())
                .build();
        appender.start();
        ((Logger) LogManager.getRootLogger()).addAppender(appender);
        return appender;
    }

    private static List<JsonNode> lines(Path file) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(Json.mapper().readTree(line));
        }
        return lines;
    }
}
