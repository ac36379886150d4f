package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.StoryState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A setting with a unit that is given as a system property of the process reaches the routes as one from a file does. */
class SystemPropertyIT {
    private static final String KEY = "showrunner.scene.history-poll-interval";
    private static final String VALUE = "1s";

    @TempDir
    Path home;

    @BeforeEach
    void set() {
        System.setProperty(KEY, VALUE);
    }

    @AfterEach
    void clear() {
        System.clearProperty(KEY);
    }

    @Test
    void aTimeWithItsUnitIsUnderstood() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).with(KEY, VALUE).start()) {
            studio.drop("system-property.json", SmallBrief.json("system-property", "One"));
            assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
        }
    }
}
