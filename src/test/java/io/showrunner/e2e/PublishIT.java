package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.story.StoryRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finished stories in S3-compatible storage: whole, and late rather than never when it refuses or is away. */
class PublishIT {
    @TempDir
    private Path home;

    @TempDir
    private Path outside;

    @Test
    void aFinishedStoryIsCopiedWholeAsSoonAsTheStorageTakesIt() throws Exception {
        Path keys = outside.resolve("keys");
        S3Server.writeKeys(keys, "somebody-else");
        try (LogLines log = new LogLines();
                S3Server storage = S3Server.start(Files.createDirectory(outside.resolve("s3")));
                TestStudio studio = new TestStudio(home, 1)
                        .with("showrunner.archive.enabled", "true")
                        .with("showrunner.publish.url", storage.url().toString())
                        .with("showrunner.publish.bucket", S3Server.BUCKET)
                        .with("showrunner.publish.credentials", keys.toString())
                        .start()) {
            // Given keys that the storage does not accept
            studio.drop("one.json", SmallBrief.json("one", "The Ledger"));
            StoryRecord one = studio.finishedStory("one");
            await().atMost(TestStudio.PATIENCE).until(() -> log.text()
                    .contains("failed 1 of 6 times: IllegalStateException: cannot publish to " + storage.url() + "/"
                            + S3Server.BUCKET + ": The AWS Access Key Id you provided does not exist"));
            assertThat(log.text()).doesNotContain("somebody-else", S3Server.SECRET);

            // When they are mended
            S3Server.writeKeys(keys, S3Server.USER);

            // Then
            studio.awaitDelivery(one);
            List<String> files = files(studio, one);
            assertThat(storage.names(one.storyId() + "/")).containsExactlyInAnyOrderElementsOf(files);
            assertThat(files)
                    .contains(
                            one.storyId() + "/story.done",
                            one.storyId() + "/index.html",
                            one.storyId() + "/" + one.storyId() + ".zip");
            for (String file : files) {
                assertThat(storage.content(file))
                        .isEqualTo(Files.readAllBytes(home.resolve("stories").resolve(file)));
            }
            assertThat(storage.type(one.storyId() + "/index.html")).isEqualTo("text/html; charset=utf-8");
            assertThat(storage.type(one.storyId() + "/contact-sheet.png")).isEqualTo("image/png");
            assertThat(storage.type(one.storyId() + "/story.done")).isEqualTo("application/json");

            // When it is away
            storage.end();
            studio.drop("two.json", SmallBrief.json("two", "The Ledger"));
            StoryRecord two = studio.finishedStory("two");
            await().atMost(TestStudio.PATIENCE).until(() -> log.text()
                    .contains(two.storyId() + " cannot go on, failure 1: UncheckedIOException: cannot publish to "
                            + storage.url()));
            storage.start();

            // Then
            studio.awaitDelivery(two);
            assertThat(storage.names(two.storyId() + "/")).containsExactlyInAnyOrderElementsOf(files(studio, two));
        }
    }

    /** Below the folder of all stories. */
    private List<String> files(TestStudio studio, StoryRecord story) throws IOException {
        try (Stream<Path> all = Files.walk(studio.folder(story))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> home.resolve("stories").relativize(file).toString())
                    .filter(name -> !name.contains("/.") && !name.contains("staging"))
                    .filter(name -> !name.endsWith("/story.delivered") && !name.endsWith("/published.json"))
                    .toList();
        }
    }
}
