package io.showrunner.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.chaos.Finding;
import io.showrunner.chaos.FrameWatch;
import io.showrunner.chaos.Invariants;
import io.showrunner.chaos.ProcessStudio;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server accepts a prompt and its reply is lost on the way: executed, but reported as failed. */
class LostReplyIT {
    private static final int SCENES = 2;

    @TempDir
    Path folder;

    private ProcessStudio studio;
    private LossyProxy proxy;

    @BeforeEach
    void open() throws Exception {
        studio = Studios.behind(folder, 1, 1, this::proxied);
        studio.application().start();
    }

    @AfterEach
    void close() {
        studio.close();
        proxy.close();
    }

    @Test
    void aPromptWhoseReplyIsLostIsFoundAndNotPostedAgain() throws Exception {
        // Given
        proxy.loseReplies(SCENES);

        // When
        studio.drop("lost-reply", SCENES);
        StoryRecord story = studio.awaitOver("lost-reply", Studios.PATIENCE);

        // Then
        assertThat(proxy.lost()).isEqualTo(SCENES);
        assertFinishedByOneRunEach(story);
    }

    @Test
    void aPromptWhoseReplyIsLostAndWhoseClientIsKilledThenIsFoundAfterTheRestart() throws Exception {
        // Given
        proxy.loseReplies(1);

        // When
        studio.drop("lost-client", SCENES);
        await().atMost(Studios.PATIENCE).until(() -> proxy.lost() == 1);
        studio.application().kill();
        studio.application().start();
        StoryRecord story = studio.awaitOver("lost-client", Studios.PATIENCE);

        // Then
        assertFinishedByOneRunEach(story);
    }

    private void assertFinishedByOneRunEach(StoryRecord story) {
        assertThat(story.state()).isEqualTo(StoryState.FINISHED);
        assertThat(studio.executions().runs()).hasSize(SCENES);
        assertThat(new Invariants(studio, new FrameWatch(studio.store())).findings())
                .allMatch(Finding::holds);
    }

    private URI proxied(URI server) {
        proxy = new LossyProxy(server);
        return proxy.url();
    }
}
