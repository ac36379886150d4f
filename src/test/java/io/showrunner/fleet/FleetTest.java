package io.showrunner.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final Probe IDLE = new Probe(0, 20_000L, 24_576L, "0.3.64");

    private final Fleet fleet = fleetOf("gpu0", "gpu1");

    @Test
    void takesNoSceneForAServerThatHasNeverAnswered() throws Exception {
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of())).isEmpty();
    }

    @Test
    void tellsOfEveryChangeAndHowItStandsThen() throws Exception {
        // Given
        List<String> told = new ArrayList<>();
        fleet.onChange(id -> told.add(id + " " + fleet.standing(id).orElseThrow()));

        // When
        fleet.answered("gpu0", IDLE);
        Lease lease = fleet.lease("smoke", Duration.ZERO, Set.of()).orElseThrow();
        fleet.hold("gpu0", Hold.LOW_VRAM, "by a test");
        fleet.trial("gpu0", true);
        fleet.claim("gpu0", "earlier");
        fleet.sawDepth("gpu0", 7);
        fleet.doubt("gpu0");
        fleet.release(lease);

        // Then
        assertThat(told).hasSize(7);
        assertThat(fleet.standing("gpu0")).contains(new Standing("gpu0", false, Set.of(Hold.LOW_VRAM), true, 1, 7, 2));
        assertThat(told.get(1)).contains("holds=[], onTrial=false, prompts=1, depth=0, depthReports=1");
        assertThat(fleet.leases()).isZero();
        assertThat(fleet.standing("gpu7")).isEmpty();
    }

    @Test
    void spreadsScenesOverServersBeforeItGivesOneASecond() throws Exception {
        // Given
        fleet.answered("gpu0", IDLE);
        fleet.answered("gpu1", IDLE);

        // When
        List<String> order = Stream.generate(this::leased).limit(4).toList();

        // Then
        assertThat(order).containsExactly("gpu0", "gpu1", "gpu0", "gpu1");
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of()))
                .as("all slots are taken")
                .isEmpty();
    }

    @Test
    void countsForeignPromptsOfAServer() {
        fleet.answered("gpu0", new Probe(3, 20_000L, 24_576L, "0.3.64"));
        fleet.answered("gpu1", IDLE);

        assertThat(leased()).isEqualTo("gpu1");
    }

    @Test
    void countsNoPromptOfOursTwice() {
        // Given
        fleet.answered("gpu0", IDLE);
        fleet.answered("gpu1", IDLE);
        assertThat(leased()).isEqualTo("gpu0");

        // When
        fleet.sawDepth("gpu0", 1);
        fleet.sawDepth("gpu1", 1);
        List<String> next = Stream.generate(this::leased).limit(2).toList();

        // Then
        assertThat(next)
                .as("gpu1 has a foreign one, so both have one, and gpu0 has the models")
                .containsExactly("gpu0", "gpu1");
    }

    @Test
    void foreignPromptsStayForeignWhateverIsPostedBesideThem() {
        fleet.answered("gpu0", new Probe(1, 20_000L, 24_576L, "0.3.64"));
        fleet.answered("gpu1", new Probe(1, 20_000L, 24_576L, "0.3.64"));

        assertThat(Stream.generate(this::leased).limit(2))
                .as("gpu0 has two then, though it has the models")
                .containsExactly("gpu0", "gpu1");
    }

    @Test
    void aServerThatHangsIsDownUntilItsQueueIsEmpty() {
        // Given
        fleet.answered("gpu0", IDLE);
        fleet.hold("gpu0", Hold.HUNG, "it hangs");

        // When
        fleet.sawDepth("gpu0", 1);
        InstanceView hanging = fleet.view("gpu0");
        boolean hung = fleet.standing("gpu0").orElseThrow().isHeld(Hold.HUNG);
        fleet.sawDepth("gpu0", 0);

        // Then
        assertThat(hung).isTrue();
        assertThat(hanging.state()).isEqualTo(InstanceState.DOWN);
        assertThat(hanging.message()).isEqualTo("it hangs");
        assertThat(fleet.view("gpu0").state()).isEqualTo(InstanceState.UP);
    }

    @Test
    void prefersTheServerWithMoreFreeMemoryWhenTheLoadIsEqual() {
        fleet.answered("gpu0", new Probe(0, 8_000L, 24_576L, "0.3.64"));
        fleet.answered("gpu1", IDLE);

        assertThat(leased()).isEqualTo("gpu1");
    }

    @Test
    void aWaitingSceneGetsTheSlotThatIsGivenBack() throws Exception {
        // Given
        fleet.answered("gpu0", IDLE);
        Lease first = leaseWithin10Seconds();
        Lease second = leaseWithin10Seconds();
        CompletableFuture<Lease> waiting = CompletableFuture.supplyAsync(this::leaseWithin10Seconds);

        // When
        fleet.release(first);

        // Then
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
        assertThat(second.instance().id()).isEqualTo("gpu0");
    }

    @Test
    void aLeaseGivenBackTwiceCountsOnce() throws Exception {
        fleet.answered("gpu0", IDLE);
        Lease lease = fleet.lease("smoke", Duration.ZERO, Set.of()).orElseThrow();

        fleet.release(lease);
        fleet.release(lease);

        assertThat(fleet.view("gpu0").leases()).isZero();
    }

    @Test
    void givesNoServerThatIsNotWanted() throws Exception {
        fleet.answered("gpu0", IDLE);
        fleet.answered("gpu1", IDLE);

        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of("gpu0"))
                        .orElseThrow()
                        .instance()
                        .id())
                .isEqualTo("gpu1");
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of("gpu0", "gpu1"))).isEmpty();
    }

    @Test
    void aServerThatHasNotAnsweredYetOrIsBusyIsWorthWaitingFor() throws Exception {
        fleet.answered("gpu0", IDLE);
        assertThat(fleet.mayOffer(Set.of("gpu0"))).as("gpu1 is UNKNOWN").isTrue();

        leased();
        leased();

        assertThat(fleet.mayOffer(Set.of("gpu1"))).as("gpu0 is full").isTrue();
        assertThat(fleet.mayOffer(Set.of("gpu0", "gpu1"))).isFalse();
    }

    @Test
    void aServerThatIsDownIsWaitedForHoweverLongItTakes() {
        Stream.of("gpu0", "gpu1", "gpu0", "gpu1", "gpu0", "gpu1").forEach(id -> fleet.missed(id, "refused"));

        assertThat(fleet.mayOffer(Set.of())).isTrue();
        assertThat(fleet.mayOffer(Set.of("gpu1"))).as("gpu0 never answered").isTrue();
        assertThat(fleet.mayOffer(Set.of("gpu0", "gpu1"))).isFalse();
    }

    @Test
    void aHeldServerGetsNoSceneAndSaysWhyUntilEveryHoldIsOver() throws Exception {
        // Given
        fleet.answered("gpu0", IDLE);
        fleet.hold("gpu0", Hold.SATURATED, "5 prompts in its queue");
        fleet.hold("gpu0", Hold.DRAINING, "asked for");

        // When
        InstanceView both = fleet.view("gpu0");
        fleet.admit("gpu0", Hold.DRAINING);
        InstanceView saturated = fleet.view("gpu0");

        // Then
        assertThat(both.state()).isEqualTo(InstanceState.DRAINING);
        assertThat(both.message()).isEqualTo("asked for");
        assertThat(saturated.state()).isEqualTo(InstanceState.SATURATED);
        assertThat(saturated.message()).isEqualTo("5 prompts in its queue");
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of())).isEmpty();
        fleet.admit("gpu0", Hold.SATURATED);
        assertThat(leased()).isEqualTo("gpu0");
    }

    @Test
    void aHeldServerThatDoesNotAnswerIsDown() {
        // Given
        fleet.answered("gpu0", IDLE);
        fleet.hold("gpu0", Hold.LOW_VRAM, "1 GB free");

        // When
        Stream.of("gpu0", "gpu0", "gpu0").forEach(id -> fleet.missed(id, "refused"));

        // Then
        assertThat(fleet.view("gpu0").state()).isEqualTo(InstanceState.DOWN);
        assertThat(fleet.view("gpu0").message()).isEqualTo("refused");
    }

    @Test
    void isDownAfterThreeMissedProbesAndUpAgainAfterTwoGoodOnes() {
        // Given
        List<InstanceState> seen = new ArrayList<>();
        fleet.onStateChange((instance, state) -> seen.add(state));
        fleet.answered("gpu0", IDLE);

        // When
        fleet.missed("gpu0", "connection refused");
        fleet.missed("gpu0", "connection refused");
        assertThat(fleet.isSilent("gpu0")).isFalse();
        fleet.missed("gpu0", "connection refused");
        assertThat(fleet.isSilent("gpu0")).isTrue();
        fleet.answered("gpu0", IDLE);
        assertThat(fleet.isSilent("gpu0")).isTrue();
        fleet.answered("gpu0", IDLE);

        // Then
        assertThat(seen).containsExactly(InstanceState.UP, InstanceState.DOWN, InstanceState.UP);
        assertThat(fleet.view("gpu0").message()).isNull();
    }

    @Test
    void aServerWhoseBreakerIsOpenIsDownWhateverItAnswersAndNotSilent() throws Exception {
        // Given
        fleet.answered("gpu0", IDLE);

        // When
        fleet.hold("gpu0", Hold.BREAKER, "its breaker is open");
        fleet.answered("gpu0", IDLE);
        fleet.answered("gpu0", IDLE);

        // Then
        assertThat(fleet.view("gpu0"))
                .returns(InstanceState.DOWN, InstanceView::state)
                .returns("its breaker is open", InstanceView::message);
        assertThat(fleet.isSilent("gpu0")).isFalse();
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of())).isEmpty();
        fleet.admit("gpu0", Hold.BREAKER);
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of())).isPresent();
    }

    @Test
    void probesADoubtfulServerUntilItIsSettled() {
        fleet.answered("gpu0", IDLE);
        fleet.answered("gpu1", IDLE);
        assertThat(fleet.inDoubt()).isEmpty();

        fleet.doubt("gpu1");
        assertThat(fleet.inDoubt()).containsExactly("gpu1");

        fleet.answered("gpu1", IDLE);
        assertThat(fleet.inDoubt()).isEmpty();
    }

    @Test
    void aSecondPromptGoesBehindARunningOneOnlyWhenThatLeftMemoryForIt() throws Exception {
        // Given
        fleet.answered("gpu0", IDLE);
        Lease first = fleet.lease("smoke", Duration.ZERO, Set.of()).orElseThrow();
        assertThat(first.isAlone()).isTrue();
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of())).isEmpty();

        // When
        fleet.follow("gpu0", true);
        Lease second = fleet.lease("smoke", Duration.ZERO, Set.of()).orElseThrow();

        // Then
        assertThat(second.isAlone()).isFalse();
        fleet.release(first);
        fleet.release(second);
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of())).isPresent();
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of()))
                .as("the next one is judged anew")
                .isEmpty();
    }

    @Test
    void aPromptThatMayBeThereFromBeforeKeepsTheMemoryFromBeingJudged() throws Exception {
        fleet.answered("gpu0", IDLE);
        fleet.claim("gpu0", "left-open");

        Lease lease = fleet.lease("smoke", Duration.ZERO, Set.of()).orElseThrow();

        assertThat(lease.isAlone()).isFalse();
        assertThat(fleet.isAlone("gpu0")).isFalse();
    }

    @Test
    void namesTheServersThereAreWhenAskedForAnotherOne() {
        assertThatThrownBy(() -> fleet.view("gpu9"))
                .hasMessageContaining("gpu9")
                .hasMessageContaining("gpu0");
    }

    private String leased() {
        return leaseWithin10Seconds().instance().id();
    }

    private Lease leaseWithin10Seconds() {
        try {
            Lease lease = fleet.lease("smoke", Duration.ofSeconds(10), Set.of()).orElseThrow();
            fleet.follow(lease.instance().id(), true);
            return lease;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Fleet fleetOf(String... ids) {
        return new Fleet(settings(ids), Strategy.LEAST_LOADED, Clock.systemUTC());
    }

    private static List<InstanceSettings> settings(String... ids) {
        return Stream.of(ids)
                .map(id -> new InstanceSettings(id, URI.create("http://127.0.0.1:8188"), 2, null))
                .toList();
    }
}
