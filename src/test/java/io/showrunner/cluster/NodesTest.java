package io.showrunner.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.showrunner.cluster.Nodes.Node;
import io.showrunner.story.DurableFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    @TempDir
    Path folder;

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
        return Nodes.join(locks, folder, name, URI.create("http://" + name + ":8080/"), now);
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
            DurableFiles.writeJson(
                    folder.resolve("nodes/bob.json"),
                    new Node("bob", URI.create("http://b:1/"), NOW, true, true, List.of("gpu0")));

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

    private void cardOf(String name) {
        DurableFiles.writeJson(
                folder.resolve("nodes/" + name + ".json"),
                new Node(name, URI.create("http://b:1/"), NOW, true, false, List.of()));
    }
}
