package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.FailureKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prompt that nobody follows for the moment keeps its slot, so that no server ever holds more of ours than it may. */
class OpenPromptSlotTest {
    @TempDir
    private Path folder;

    private RendererHome home;

    @BeforeEach
    void aWaitingScene() {
        home = new RendererHome(folder, "txt2img-svd");
    }

    @Test
    void whatAnEarlierProcessLeftOpenLeavesRoomForOneOther() throws Exception {
        // Given
        home.posted();

        // When
        RendererHome later = home.restarted();
        later.dispatcher.claim(List.of(later.scene.scene()));

        // Then
        assertThat(freeSlots(later)).isOne();
    }

    @Test
    void aPromptGivenBackKeepsItsSlotUntilItIsFollowedAgain() throws Exception {
        // Given
        RenderTurn turn = home.posted();
        home.dispatcher.release(turn);

        // When
        RenderTurn again = home.prepared();

        // Then
        assertThat(again.promptId()).isEqualTo(turn.promptId());
        assertThat(home.leases()).isOne();
        assertThat(freeSlots(home)).isOne();
    }

    @Test
    void aPromptThatWasConcludedKeepsNothing() throws Exception {
        home.failed(FailureKind.NODE_ERROR);

        assertThat(freeSlots(home)).isEqualTo(2);
    }

    private static int freeSlots(RendererHome home) throws InterruptedException {
        int free = 0;
        home.fleet.follow("gpu0", true);
        while (home.fleet.lease("txt2img-svd", Duration.ZERO, Set.of()).isPresent()) {
            home.fleet.follow("gpu0", true);
            free++;
        }
        return free;
    }
}
