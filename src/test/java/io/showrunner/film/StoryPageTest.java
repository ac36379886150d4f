package io.showrunner.film;

import static io.showrunner.film.FilmStory.SETTINGS;
import static io.showrunner.film.FilmStory.STORY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Json;
import io.showrunner.story.SceneState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a story, made by the template that is shipped. */
class StoryPageTest {
    private static final Path TEMPLATE = Path.of("config/pages/story.mustache");

    @TempDir
    Path root;

    @Test
    void everythingThatIsThereIsShownAndEveryLinkLeadsToIt() throws IOException {
        // Given
        FilmStory story =
                new FilmStory(root, SETTINGS).written(2).published(1, 9, 64, 36).published(2, 1, 64, 36);
        story.deliver();
        assembled(story, 2);

        // When
        Document page = write(story);

        // Then
        assertThat(page.title()).isEqualTo("Orchard Protocol");
        assertThat(page.select("main > p.soft").first().text())
                .isEqualTo("Finished: 2 of 2 scenes have their frames. Source: written by a language model.");
        assertThat(page.select("video.screen").attr("poster")).isEqualTo("poster.png");
        assertThat(page.select("article h2").eachText()).containsExactly("1. Idle Row", "2. Root Council");
        assertThat(page.select("#scene-001 .strip a").eachAttr("href"))
                .hasSize(6)
                .startsWith("scenes/scene-001/frames/frame_00001.png")
                .endsWith("scenes/scene-001/frames/frame_00009.png");
        assertThat(page.select("#scene-002 .strip")).isEmpty();
        assertThat(page.select("#scene-001 dd").eachText()).containsExactly("9", "in 14.8 s on gpu1", "42", "smoke");
        assertThat(page.select("[src], [href], [poster]")).allSatisfy(link -> assertLeadsSomewhere(story, link));
    }

    @Test
    void aSceneWithoutFramesSaysWhyAndTheStoryThatItIsIncomplete() throws IOException {
        // Given
        FilmStory story = new FilmStory(root, SETTINGS).written(2).published(1, 2, 64, 36);
        story.store.update(
                STORY, "scene-002", scene -> scene.to(SceneState.FAILED, FailureKind.OOM, "too large", Instant.EPOCH));
        ObjectNode metadata = metadata(2);
        ((ObjectNode) metadata.withArray("Scenes").get(1)).putArray("Errors").add("OOM: the server ran out of memory");
        keep(story, metadata);

        // When
        Document page = write(story);

        // Then
        assertThat(page.select("main > p.soft").first().text())
                .startsWith("Incomplete: 1 of 2 scenes have their frames");
        assertThat(page.select("#scene-002 .care").eachText())
                .containsExactly("No frames.", "OOM: the server ran out of memory");
        assertThat(page.select("#scene-002 img, #scene-002 video")).isEmpty();
    }

    @Test
    void wordsOfALanguageModelStayWords() throws IOException {
        // Given
        String hostile = "\"><img src=x onerror=alert(1)><script>alert(2)</script>{{logline}}";
        FilmStory story =
                new FilmStory(root, SETTINGS).written(1).titled(hostile).published(1, 2, 64, 36);
        assembled(story, 1);

        // When
        Document page = write(story);

        // Then
        assertThat(page.select("script, img[src=x], [onerror]")).isEmpty();
        assertThat(page.title()).isEqualTo(hostile);
        assertThat(page.select("h1").text()).isEqualTo(hostile);
        assertThat(page.select("h2").text()).isEqualTo("1. " + hostile);
    }

    @Test
    void aTemplateThatCannotBeUsedKeepsThePageThatIsThereAndSaysSo() throws IOException {
        // Given
        FilmStory story = new FilmStory(root, SETTINGS).written(1).published(1, 2, 64, 36);
        assembled(story, 1);
        write(story);
        Path broken = Files.writeString(root.resolve("broken.mustache"), "{{#scenes}}{{title}}");

        // When
        new StoryPage(story.store, story.records, broken).write(STORY);

        // Then
        assertThat(story.folder.resolve(StoryPage.FILE)).content().contains("Orchard Protocol");
        assertThat(story.records.read(STORY).notes())
                .singleElement()
                .asString()
                .startsWith("NOT_MADE: index.html: the template cannot be used: ")
                .contains("broken.mustache")
                .endsWith("the one that is there is of an earlier delivery");
    }

    @Test
    void aPageThatSaysTheSameIsNotWrittenAgain() throws IOException {
        // Given
        FilmStory story = new FilmStory(root, SETTINGS).written(1).published(1, 2, 64, 36);
        assembled(story, 1);
        write(story);
        FileTime longAgo = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(story.folder.resolve(StoryPage.FILE), longAgo);

        // When
        write(story);

        // Then
        assertThat(Files.getLastModifiedTime(story.folder.resolve(StoryPage.FILE)))
                .isEqualTo(longAgo);
    }

    @Test
    void theTemplateEscapesWhateverIsPutIn() throws IOException {
        assertThat(Files.readString(TEMPLATE)).doesNotContain("{{{", "{{&");
    }

    private static Document write(FilmStory story) throws IOException {
        new StoryPage(story.store, story.records, TEMPLATE.toAbsolutePath()).write(STORY);
        return Jsoup.parse(story.folder.resolve(StoryPage.FILE).toFile());
    }

    private static void assertLeadsSomewhere(FilmStory story, Element link) {
        for (String attribute : new String[] {"src", "href", "poster"}) {
            if (link.hasAttr(attribute)) {
                assertThat(story.folder.resolve(link.attr(attribute))).exists();
            }
        }
    }

    /** What the assemble stage has written before. */
    private static void assembled(FilmStory story, int scenes) throws IOException {
        for (String name : new String[] {"contact-sheet.png", "run-summary.txt"}) {
            Files.writeString(story.folder.resolve(name), name);
        }
        keep(story, metadata(scenes));
    }

    private static void keep(FilmStory story, ObjectNode metadata) {
        DurableFiles.writeJson(story.folder.resolve("artifact-metadata.json"), metadata);
    }

    private static ObjectNode metadata(int scenes) {
        ObjectNode metadata = Json.mapper().createObjectNode().put("Simulation", false);
        for (int i = 0; i < scenes; i++) {
            metadata.withArray("Scenes")
                    .addObject()
                    .put("InstanceId", "gpu1")
                    .put("DurationSeconds", 14.8)
                    .put("Dispatches", 1)
                    .put("Seed", 42)
                    .put("Workflow", "smoke");
        }
        return metadata;
    }
}
