package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class PauseTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Pause pause = new Pause();

    @Test
    void anEventEndsTheWaitForItsPrompt() {
        pause.follow("a");
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> pause.untilEvent("a", LONG));

        pause.wake("a");

        assertThat(waiting).succeedsWithin(SOON);
    }

    @Test
    void anEventThatCameBeforeTheWaitIsNotLost() {
        pause.follow("a");
        pause.wake("a");

        assertThat(CompletableFuture.runAsync(() -> pause.untilEvent("a", LONG)))
                .succeedsWithin(SOON);
    }

    @Test
    void whatCameSinceTheLastWaitEndsTheNextOne() {
        pause.untilWoken("room", 1);
        pause.wake("room");

        assertThat(CompletableFuture.runAsync(() -> pause.untilWoken("room", LONG.toMillis())))
                .succeedsWithin(SOON);
    }

    @Test
    void theWaitEndsByItselfWithoutAnEvent() {
        pause.follow("a");

        assertThatCode(() -> pause.untilEvent("a", Duration.ofMillis(1))).doesNotThrowAnyException();
    }

    @Test
    void closingGivesEveryWaiterBackAndNothingAfterTheWaitRuns() {
        pause.follow("a");
        CompletableFuture<Void> event = CompletableFuture.runAsync(() -> pause.untilEvent("a", LONG));
        CompletableFuture<Void> rest = CompletableFuture.runAsync(() -> pause.rest(LONG.toMillis()));

        pause.close();

        assertThat(event)
                .failsWithin(SOON)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(GivenBack.class);
        assertThat(rest)
                .failsWithin(SOON)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(GivenBack.class);
    }

    @Test
    void aWaitThatBeginsWhileClosedThrowsAtOnceAndAfterOpeningWaitsAgain() {
        pause.close();
        assertThatThrownBy(() -> pause.rest(0)).isInstanceOf(GivenBack.class);

        pause.open();
        assertThatCode(() -> pause.rest(1)).doesNotThrowAnyException();
    }
}
