package io.showrunner.film;

import static io.showrunner.film.FilmStory.SETTINGS;
import static io.showrunner.film.FilmStory.STORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.config.PublishSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a story is still to be copied to its storage. */
class PublicationTest {
    @TempDir
    Path root;

    private FilmStory story;
    private boolean stops;
    private Publication publication;

    @BeforeEach
    void aFinishedStory() throws IOException {
        story = new FilmStory(root, SETTINGS).written(1).published(1, 1, 64, 36);
        Files.writeString(story.folder.resolve("story.done"), "{}");
        publication = at("http://127.0.0.1:9000");
    }

    @Test
    void everyFileIsDueAndTheOneThatSaysItIsDoneIsLast() throws IOException {
        Files.writeString(story.folder.resolve("story.delivered"), "{}");

        List<PublishedFile> due = publication.due(STORY);

        assertThat(due)
                .extracting(PublishedFile::name)
                .containsExactly(
                        STORY + "/record.json",
                        STORY + "/scenes/scene-001/frames/frame_00001.png",
                        STORY + "/scenes/scene-001/record.json",
                        STORY + "/scenes/scene-001/scene-001.json",
                        STORY + "/story.json",
                        STORY + "/story.done");
        assertThat(due).allSatisfy(file -> assertThat(file.file()).exists());
    }

    @Test
    void nothingIsDueTwiceButWhatHasChanged() throws IOException {
        // Given
        publication.published(STORY, publication.due(STORY));
        assertThat(publication.due(STORY)).isEmpty();

        // When
        Files.writeString(story.folder.resolve("story.json"), "{\"title\": \"another\"}");

        // Then
        assertThat(publication.due(STORY)).extracting(PublishedFile::name).containsExactly(STORY + "/story.json");
        assertThat(at("http://127.0.0.1:9000").due(STORY)).hasSize(1);
    }

    @Test
    void allIsDueWhenOneWasNotCopiedOrThePlaceIsAnother() {
        publication.due(STORY);
        assertThat(publication.due(STORY)).hasSize(6);

        publication.published(STORY, publication.due(STORY));

        assertThat(at("http://127.0.0.1:9001").due(STORY)).hasSize(6);
    }

    @Test
    void aStopEndsItBetweenTwoFiles() {
        publication.goOn();
        stops = true;

        assertThatThrownBy(publication::goOn).isInstanceOf(CancellationException.class);
    }

    @Test
    void withoutAServerNothingIsWanted() {
        assertThat(publication.isWanted()).isTrue();
        assertThat(publication(Optional.empty()).isWanted()).isFalse();
    }

    private Publication at(String url) {
        return publication(Optional.of(URI.create(url)));
    }

    private Publication publication(Optional<URI> url) {
        return new Publication(
                story.store,
                new PublishSettings(url, "stories", "us-east-1", Optional.empty()),
                new Stopping(() -> stops, CancellationException::new));
    }
}
