package io.showrunner.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.showrunner.HandClock;
import io.showrunner.cluster.Nodes.Node;
import io.showrunner.story.DurableFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private SharedLocks locks;

    @BeforeEach
    void open() {
        locks = new SharedLocks(folder.resolve("locks"));
    }

    @AfterEach
    void close() {
        locks.close();
    }

    private Nodes join(String name, Instant now) {
        return join(name, new HandClock(now));
    }

    private Nodes join(String name, Clock clock) {
        return Nodes.join(locks, folder, name, URI.create("http://" + name + ":8080/"), clock, nanos::get);
    }

    private static List<String> alive(Nodes nodes) {
        return nodes.all().stream().filter(Node::isHere).map(Node::name).toList();
    }

    @Test
    void aNodeKnowsItselfAndWhoElseLives() throws Exception {
        try (LockHolder bob = new LockHolder(folder, folder.resolve("locks"), "node bob")) {
            // Given
            join("bob-who-left", NOW).close();
            cardOf("bob");

            // When
            Nodes ann = join("ann", NOW);

            // Then
            assertThat(alive(ann)).containsExactly("ann", "bob");
            assertThat(ann.all())
                    .filteredOn(node -> !node.isHere())
                    .extracting(Node::name)
                    .containsExactly("bob-who-left");
            bob.kill();
            assertThat(alive(ann)).containsExactly("ann");
        }
    }

    @Test
    void aNodeThatCannotBeCountedOnAnyMoreHasLeftOnce() throws Exception {
        try (LockHolder bob = new LockHolder(folder, folder.resolve("locks"), "work of node bob")) {
            // Given
            cardOf("bob");
            Nodes ann = join("ann", NOW);
            ann.attend(true);
            assertThat(ann.atWork()).containsExactly("ann", "bob");
            assertThat(ann.departures()).isZero();

            // When
            bob.kill();

            // Then
            assertThat(ann.atWork()).containsExactly("ann");
            assertThat(ann.atWork()).containsExactly("ann");
            assertThat(ann.departures()).isEqualTo(1);
        }
    }

    @Test
    void twoNodesOfOneNameAreRefused() throws Exception {
        try (LockHolder other = new LockHolder(folder, folder.resolve("locks"), "node ann")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> join("ann", NOW))
                    .withMessageContaining("a node ann works on these stories already")
                    .withMessageContaining("showrunner.cluster.node");
            other.kill();
            assertThat(alive(join("ann", NOW))).containsExactly("ann");
        }
    }

    @Test
    void aNodeThatIsGoneForLongIsForgotten() {
        // Given
        join("old", NOW.minus(Duration.ofDays(2))).close();

        // When
        Nodes ann = join("ann", NOW);

        // Then
        assertThat(ann.all()).extracting(Node::name).containsExactly("ann");
    }

    @Test
    void whatANodeDoesIsKnownToTheOthersWhileItLives() throws Exception {
        try (LockHolder bob = new LockHolder(folder, folder.resolve("locks"), "node bob")) {
            // Given
            Nodes asBob = join("bob-before", NOW);
            asBob.lead(true);
            asBob.drive(List.of("gpu1"));
            asBob.close();
            card("bob", NOW, true, "gpu0");

            // When
            Nodes ann = join("ann", NOW);
            ann.drive(List.of("gpu2"));

            // Then
            assertThat(ann.otherDriver("gpu0")).map(Node::name).contains("bob");
            assertThat(ann.otherDriver("gpu1")).isEmpty();
            assertThat(ann.otherDriver("gpu2")).isEmpty();
            assertThat(ann.all()).filteredOn(Node::leads).extracting(Node::name).containsExactly("bob");
            assertThat(ann.all())
                    .filteredOn(node -> node.name().equals("ann"))
                    .allSatisfy(node -> assertThat(node.drives()).containsExactly("gpu2"));
            bob.kill();
            assertThat(ann.otherDriver("gpu0")).isEmpty();
        }
    }

    @Test
    void aNodeThatLivesAndIsNotHeardOfForLongHangsUntilItIsHeardOfAgain() throws Exception {
        try (LockHolder bob = new LockHolder(folder, folder.resolve("locks"), "node bob")) {
            // Given
            card("bob", NOW, true, "gpu0", "gpu1");
            Nodes ann = join("ann", NOW);
            assertThat(ann.hanging()).isEmpty();
            pass(Heartbeats.LONGEST_SILENCE);
            assertThat(ann.hanging()).isEmpty();

            // When
            pass(Duration.ofSeconds(1));

            // Then
            assertThat(ann.hanging())
                    .singleElement()
                    .extracting(node -> node.trouble().orElseThrow())
                    .asString()
                    .isEqualTo("node bob hangs: its process 4711@studio-1 lives and has not been heard of since"
                            + " 2026-11-27T10:00:00Z. The inbox and all else that the leader does, gpu0, gpu1,"
                            + " the stories and scenes that it had taken wait for it. End that process, and the"
                            + " others take over within seconds; or let it go on, and it takes up its work"
                            + " where it was");
            card("bob", NOW.plusSeconds(1), true, "gpu0", "gpu1");
            assertThat(ann.hanging()).isEmpty();
            pass(Heartbeats.LONGEST_SILENCE.plusSeconds(1));
            assertThat(ann.hanging()).hasSize(1);
            bob.kill();
            assertThat(ann.hanging()).isEmpty();
        }
    }

    @Test
    void aNodeOfAnOlderShowrunnerGivesNoSignOfLifeAndIsNotSaidToHang() throws Exception {
        try (LockHolder bob = new LockHolder(folder, folder.resolve("locks"), "node bob")) {
            // Given
            card("bob", null, true, "gpu0");
            Nodes ann = join("ann", NOW);
            assertThat(alive(ann)).containsExactly("ann", "bob");

            // When
            pass(Heartbeats.LONGEST_SILENCE.plusSeconds(1));

            // Then
            assertThat(ann.hanging()).isEmpty();
            bob.kill();
        }
    }

    @Test
    void aNodeThatBeatsIsHeardOfAndKeepsWhatItSaidOfItself() {
        // Given
        HandClock clock = new HandClock(NOW);
        Nodes ann = join("ann", clock);
        ann.lead(true);
        ann.drive(List.of("gpu0"));

        // When
        clock.pass(Heartbeats.INTERVAL.minusSeconds(1));
        ann.beat();
        Instant early = ann.all().get(0).heardOf();
        clock.pass(Duration.ofSeconds(1));
        ann.beat();

        // Then
        assertThat(early).isEqualTo(NOW);
        assertThat(ann.all())
                .singleElement()
                .satisfies(node -> assertThat(node.heardOf()).isEqualTo(NOW.plus(Heartbeats.INTERVAL)))
                .satisfies(node -> assertThat(node.leads()).isTrue())
                .satisfies(node -> assertThat(node.drives()).containsExactly("gpu0"))
                .satisfies(node -> assertThat(node.process())
                        .startsWith(ProcessHandle.current().pid() + "@"));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void cardOf(String name) {
        card(name, NOW, false);
    }

    private void card(String name, Instant heardOf, boolean leads, String... drives) {
        DurableFiles.writeJson(
                folder.resolve("nodes/" + name + ".json"),
                new Node(
                        name,
                        URI.create("http://b:1/"),
                        "4711@studio-1",
                        NOW,
                        heardOf,
                        true,
                        false,
                        leads,
                        List.of(drives)));
    }
}
