package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.comfyui.UnreadableReply;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueueLooksTest {
    private final QueueLooks looks = new QueueLooks("ours");

    @Test
    void theFirstLookAsksForTheQueue() {
        assertThat(looks.isDue(true)).isTrue();
        assertThat(looks.isDue(false)).isTrue();
    }

    @Test
    void aPromptThatIsExecutedForSureIsLookedForInTheQueueAtEveryTenthLook() {
        looks.read(queue("ours"));
        looks.ends(true);

        assertThat(Stream.generate(this::lookAtOneThatBeats).limit(20))
                .containsExactly(
                        false, false, false, false, false, false, false, false, false, true, false, false, false, false,
                        false, false, false, false, false, true);
    }

    @Test
    void aPromptThatWaitsInAShortQueueIsLookedForThereEachTime() {
        looks.read(queue("other", "ours"));
        looks.ends(false);

        assertThat(looks.isDue(false)).isTrue();
    }

    @Test
    void theLongerTheQueueTheMoreSeldomItIsRead() {
        // Given
        String[] hundred = IntStream.range(0, 100).mapToObj(i -> "other-" + i).toArray(String[]::new);
        hundred[99] = "ours";
        looks.read(queue(hundred));
        looks.ends(false);

        // When
        int spared = 0;
        while (!looks.isDue(false)) {
            assertThat(looks.ends(false)).contains("waiting in the server's queue");
            spared++;
        }

        // Then
        assertThat(spared).isEqualTo(5);
    }

    @Test
    void anAbsentPromptIsLookedForInTheQueueAgainAtOnceAndIsLostTheSecondTime() {
        looks.read(queue("other"));
        assertThat(looks.ends(true)).contains("neither in the server's queue nor in its history");
        assertThat(looks.isDue(true)).isTrue();
        assertThat(looks.isLost()).isFalse();

        looks.read(queue());
        looks.ends(true);
        assertThat(looks.isLost()).isTrue();
    }

    @Test
    void aQueueThatCannotBeReadCountsForNothing() {
        // Given
        looks.read(queue());
        looks.ends(false);

        // When
        assertThatThrownBy(() -> looks.read("<html>")).isInstanceOf(UnreadableReply.class);
        var where = looks.ends(false);

        // Then
        assertThat(where).isEmpty();
        looks.read(queue());
        looks.ends(false);
        assertThat(looks.isLost()).as("two looks in a row").isFalse();
    }

    private boolean lookAtOneThatBeats() {
        boolean due = looks.isDue(true);
        if (due) {
            looks.read(queue("ours"));
        }
        assertThat(looks.ends(true)).contains("running");
        return due;
    }

    private static String queue(String... ids) {
        String[] items =
                Stream.of(ids).map(id -> "[1, \"" + id + "\", {}, {}, []]").toArray(String[]::new);
        String first = items.length == 0 ? "" : items[0];
        String rest = String.join(",", Stream.of(items).skip(1).toList());
        return "{\"queue_running\": [" + first + "], \"queue_pending\": [" + rest + "]}";
    }
}
