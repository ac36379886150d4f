package io.showrunner.e2e;

import static org.awaitility.Awaitility.await;

import io.showrunner.story.StoryRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A running studio whose route files a test edits: the numbers and names in them are the ones that count. */
abstract class RouteEditing {
    /** As long as a thing is watched that must not happen. */
    static final Duration WATCHED = Duration.ofSeconds(2);

    @TempDir
    Path home;

    TestStudio studio;
    RouteDesk desk;

    @BeforeEach
    void open() throws Exception {
        studio = prepared(home).start();
        desk = new RouteDesk(studio);
    }

    @AfterEach
    void close() {
        if (desk != null) {
            desk.close();
        }
        if (studio != null) {
            studio.close();
        }
    }

    /** One server and the shipped settings, unless the test needs others. */
    TestStudio prepared(Path folder) {
        return new TestStudio(folder, 1);
    }

    /** A brief with so many scenes, which the language model writes. */
    void drop(String id, int scenes) {
        studio.drop(id + ".json", """
                {"briefId": "%1$s", "title": "Brief %1$s", "premise": "The lamp of %1$s is lit in the tower at dusk.",
                 "genre": "drama", "mood": "calm", "sceneCount": %2$d}
                """.formatted(id, scenes));
    }

    void staysUnassembled(StoryRecord story) {
        await().during(WATCHED)
                .atMost(TestStudio.PATIENCE)
                .until(() -> Files.notExists(studio.folder(story).resolve("story.done")));
    }
}
