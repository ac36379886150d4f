package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.FairTurn.Waiter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Between owners of one priority: nobody waits for another's backlog (N2). */
class FairTurnTest {
    private final List<Waiter> waiting = new ArrayList<>();
    private long begun;

    @Test
    void oneOwnerComesInTheOrderOfArrival() {
        arrive("anna", 5);

        assertThat(waiting).extracting(Waiter::round).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whoComesToABacklogOfTwoHundredTakesTurnsWithItAtOnce() {
        // Given
        arrive("anna", 200);
        takeMany(50);

        // When
        arrive("ben", 3);

        // Then
        assertThat(takeMany(6)).containsExactly("anna", "ben", "anna", "ben", "anna", "ben");
        assertThat(takeMany(3)).containsOnly("anna");
    }

    @Test
    void whoWasAwayGetsNothingForTheTimeBefore() {
        // Given
        arrive("ben", 1);
        arrive("anna", 100);
        takeMany(60);

        // When
        arrive("ben", 20);

        // Then
        assertThat(takeMany(20)).filteredOn("ben"::equals).hasSize(10);
    }

    @Test
    void aSceneThatCameBackDoesNotSetTheClockBack() {
        // Given
        arrive("anna", 100);
        takeMany(40);
        waiting.add(new Waiter("anna", 1, false));

        // When
        long round = FairTurn.of("ben", begun, waiting);

        // Then
        assertThat(round).isGreaterThanOrEqualTo(begun);
    }

    @Test
    void whoeverWaitsIsOvertakenByNobodyMoreThanOnceForEachOfTheirScenes() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            waiting.clear();
            begun = 0;
            arrive("patient", 30);
            List<String> taken = new ArrayList<>();
            while (waiting.stream().anyMatch(waiter -> waiter.owner().equals("patient"))) {
                arrive("greedy", random.nextInt(6));
                arrive("third", random.nextInt(2));
                taken.add(take());
            }
            assertThat(longestWait(taken)).as("seed %s: %s", seed, taken).isLessThanOrEqualTo(4);
        }
    }

    /** The most scenes of others between two of the patient one. */
    private static long longestWait(List<String> taken) {
        long longest = 0;
        long now = 0;
        for (String owner : taken) {
            now = owner.equals("patient") ? 0 : now + 1;
            longest = Math.max(longest, now);
        }
        return longest;
    }

    private void arrive(String owner, int scenes) {
        LongStream.range(0, scenes)
                .forEach(scene -> waiting.add(new Waiter(owner, FairTurn.of(owner, begun, waiting), true)));
    }

    private List<String> takeMany(int scenes) {
        return LongStream.range(0, scenes).mapToObj(scene -> take()).toList();
    }

    /** The list is in the order of arrival, and the first of equal ones is taken. */
    private String take() {
        Waiter next =
                waiting.stream().min(Comparator.comparingLong(Waiter::round)).orElseThrow();
        waiting.remove(next);
        begun = Math.max(begun, next.round());
        return next.owner();
    }
}
