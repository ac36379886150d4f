package io.showrunner.telemetry;

import static io.showrunner.telemetry.IdleCause.COPY;
import static io.showrunner.telemetry.IdleCause.DISPATCH;
import static io.showrunner.telemetry.IdleCause.NO_WORK;
import static io.showrunner.telemetry.IdleCause.SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.showrunner.fleet.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** One GPU and a clock that passes by hand, in seconds; the server's clock is an hour ahead. */
class GpuAccountTest {
    private static final Instant SERVER_ZERO = Instant.parse("2026-11-26T13:00:00Z");
    private static final Offset<Double> EXACT = within(0.001);
    private static final double A_CERTAIN_NUMBER_OF_MOMENTS = 2_000;

    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private final long zero = nanos.get();
    private final GpuAccount account = new GpuAccount(nanos::get);
    private int depth;
    private long depthReports;

    @Test
    void aServerThatWasNeverHeardOfIsTheCause() {
        // When
        pass(3);

        // Then
        assertIdle(SERVER, 3);
        assertThat(account.time().now()).isEqualTo("server");
    }

    @Test
    void busyIsWhatTheServerTells() {
        // Given
        look(0);
        pass(2);
        look(1);
        post("a");

        // When
        pass(1);
        account.started("a");
        pass(5);
        assertThat(account.time()).returns("busy", GpuTime::now).returns(5.0, GpuTime::busySeconds);
        end("a");
        pass(1);
        account.settles("a", said(3, 8));
        look(0);
        pass(4);

        // Then
        assertBusy(5);
        assertIdle(NO_WORK, 6);
        assertIdle(DISPATCH, 2);
    }

    @Test
    void aStartAndAnEndThatAreLearnedLateAreBookedToWhenTheyHappened() {
        // Given
        serverClockIsKnown();
        look(1);
        post("b");
        double posted = now();

        // When
        pass(2);
        account.executes("b");
        assertThat(account.time()).returns("busy", GpuTime::now);
        pass(8);
        account.settles("b", said(posted + 0.5, posted + 9));
        look(0);

        // Then
        assertBusy(1 + 8.5);
        assertIdle(DISPATCH, 1.5);
    }

    @Test
    void anEndThatOnlyAPollFindsKeepsItsDurationAlsoWhenNothingElseWasHeard() {
        // Given
        look(1);
        post("a");

        // When
        pass(10);
        account.settles("a", said(1, 7));
        pass(1);

        // Then
        assertBusy(6);
        assertIdle(DISPATCH, 5);
    }

    @Test
    void promptsThatArePolledOneAfterTheOtherDoNotOverlap() {
        // Given
        serverClockIsKnown();
        look(2);
        post("b");
        post("c");
        double posted = now();

        // When
        pass(5);
        account.settles("b", said(posted, posted + 3));
        pass(0.1);
        account.settles("c", said(posted + 3, posted + 5));

        // Then
        assertBusy(1 + 5);
    }

    @Test
    void aClockThatWasSetDoesNotMoveAPromptToBeforeItWasPosted() {
        // Given
        serverClockIsKnown();
        look(1);
        post("b");
        account.started("b");
        double started = now();

        // When
        pass(4);
        end("b");
        account.settles("b", said(started - 1800, started - 1796));
        look(0);

        // Then
        assertBusy(1 + 4);
    }

    @Test
    void aServerThatDiesEndsWhatItExecuted() {
        // Given
        look(1);
        post("a");
        account.started("a");

        // When
        pass(3);
        account.lost();
        look(false, 1);
        pass(4);
        account.settles("a", Optional.empty());
        pass(1);

        // Then
        assertBusy(3);
        assertIdle(SERVER, 5);
    }

    @Test
    void aSocketThatWasLostDoesNotEndWhatGoesOn() {
        // Given
        look(1);
        post("a");
        account.started("a");

        // When
        pass(3);
        account.lost();
        look(false, 1);
        pass(1);
        look(1);
        assertThat(account.time().now()).isNotEqualTo("busy");
        account.executes("a");

        // Then
        pass(2);
        assertBusy(6);
        assertThat(account.time().now()).isEqualTo("busy");

        // When
        account.settles("a", said(0, 5.5));

        // Then
        assertBusy(5.5);
    }

    @Test
    void aPromptThatIsPostedAgainIsAnotherExecution() {
        // Given
        look(1);
        post("a");
        account.started("a");
        pass(2);
        account.lost();
        pass(3);

        // When
        post("a");
        account.started("a");
        pass(4);
        end("a");
        account.settles("a", said(5, 9));

        // Then
        assertBusy(2 + 4);
    }

    @Test
    void aPromptOfAnEarlierProcessCountsFromTheTimeThereIsAnAccount() {
        // Given
        look(1);

        // When
        pass(1);
        account.executes("old");
        pass(2);
        account.settles("old", said(-100, 3));
        pass(1);

        // Then
        assertBusy(3);
    }

    @Test
    void aPromptThatNobodyFollowsAnyMoreIsNotBusyForEver() {
        // Given
        look(1);
        post("a");
        account.started("a");
        pass(3);

        // When
        look(0);
        pass(4);

        // Then
        assertBusy(3);
    }

    @Test
    void eventsOfPromptsThatAreNotOursSayNothing() {
        look(0);
        account.started("somebody's");
        pass(2);
        account.ended("somebody's");

        assertBusy(0);
    }

    @Test
    void whatTheServerHasBesideOursIsForeign() {
        // Given
        look(1);
        account.posts("a");
        reports(2);
        look(1);
        pass(1);
        assertIdle(SERVER, 1);

        // When
        reports(1);
        look(1);
        pass(2);

        // Then
        assertIdle(DISPATCH, 2);
    }

    @Test
    void aQueueThatWasNotToldSinceIsNotTakenForForeignWork() {
        // Given
        look(1);
        account.posts("a");
        reports(1);
        look(1);
        account.executes("a");

        // When
        pass(3);
        account.settles("a", said(0, 3));
        look(0);
        pass(2);

        // Then
        assertIdle(NO_WORK, 2);
    }

    @Test
    void anUploadLastsUntilThePost() {
        // When
        look(1);
        account.uploads("a");
        look(1);
        pass(2);
        post("a");
        look(1);
        pass(1);

        // Then
        assertIdle(COPY, 2);
        assertIdle(DISPATCH, 1);
    }

    @Test
    void anUploadThatWasBrokenOffIsForgottenWithItsScene() {
        // Given
        look(1);
        account.uploads("a");
        look(0);

        // When
        look(1);
        pass(1);

        // Then
        assertIdle(DISPATCH, 1);
    }

    @Test
    void aMeterStandsStillWhileACorrectionIsPaidBack() {
        // Given
        look(1);
        post("a");
        pass(10);
        assertThat(account.rising(tally -> tally.idle(DISPATCH))).isEqualTo(seconds(10));

        // When
        account.settles("a", said(1, 9));

        // Then
        assertIdle(DISPATCH, 2);
        assertThat(account.rising(tally -> tally.idle(DISPATCH))).isEqualTo(seconds(10));

        // When
        pass(9);

        // Then
        assertThat(account.rising(tally -> tally.idle(DISPATCH))).isEqualTo(seconds(11));
    }

    @Test
    void whateverHappensTheSumIsTheTimeThatPassed() {
        Random random = new Random(42);
        for (int i = 0; i < A_CERTAIN_NUMBER_OF_MOMENTS; i++) {
            String prompt = "p" + random.nextInt(4);
            pass(random.nextDouble(3));
            switch (random.nextInt(9)) {
                case 0, 1 -> account.posts(prompt);
                case 2 -> account.started(prompt);
                case 3 -> account.ended(prompt);
                case 4 -> account.executes(prompt);
                case 5 -> account.settles(prompt, said(now() - random.nextDouble(5), now()));
                case 6 -> account.settles(prompt, Optional.empty());
                case 7 -> account.lost();
                default -> look(random.nextBoolean(), random.nextInt(2));
            }
            GpuTime time = account.time();
            double idle = time.idleSeconds().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            assertThat(idle + time.busySeconds()).isCloseTo(time.wallSeconds(), within(0.01));
        }
    }

    /** A prompt of one second, so that it is known how the server's clock stands to ours. */
    private void serverClockIsKnown() {
        look(1);
        post("a");
        account.started("a");
        pass(1);
        end("a");
        account.settles("a", said(now() - 1, now()));
        look(0);
    }

    private void post(String promptId) {
        account.posts(promptId);
        reports(depth + 1);
    }

    /** A server tells the length of its queue first. */
    private void end(String promptId) {
        reports(depth - 1);
        account.ended(promptId);
    }

    private void look(int prompts) {
        look(true, prompts);
    }

    private void look(boolean answers, int prompts) {
        account.look(
                new Standing("gpu0", answers, Set.of(), false, prompts, depth, depthReports), false, WorkAhead.NOTHING);
    }

    private void reports(int prompts) {
        depth = prompts;
        depthReports++;
    }

    /** By the server's clock; seconds from the start. */
    private static Optional<ServerTimes> said(double start, double finished) {
        return Optional.of(new ServerTimes(
                SERVER_ZERO.plusMillis(Math.round(start * 1000)), SERVER_ZERO.plusMillis(Math.round(finished * 1000))));
    }

    private double now() {
        return (nanos.get() - zero) / 1e9;
    }

    private void pass(double seconds) {
        nanos.addAndGet(seconds(seconds));
    }

    private static long seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000)).toNanos();
    }

    private void assertBusy(double seconds) {
        assertThat(account.time().busySeconds()).isCloseTo(seconds, EXACT);
    }

    private void assertIdle(IdleCause cause, double seconds) {
        assertThat(account.time().idleSeconds().get(cause.word()))
                .as(() -> cause + " of " + Arrays.toString(IdleCause.values()) + " in " + account.time())
                .isCloseTo(seconds, EXACT);
    }
}
