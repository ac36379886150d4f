package io.showrunner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodesAtWorkTest {
    @TempDir
    Path folder;

    @Test
    void aNodeThatLivesIsCountedOnWhileItAttends() {
        try (SharedLocks locks = new SharedLocks(folder.resolve("locks"));
                Nodes ann = Nodes.join(
                        locks, folder, "ann", URI.create("http://ann:8080"), Clock.systemUTC(), System::nanoTime)) {
            // When
            var before = ann.atWork();
            ann.attend(true);
            ann.attend(true);
            var attending = ann.atWork();
            ann.attend(false);

            // Then
            assertThat(before).isEmpty();
            assertThat(attending).containsExactly("ann");
            assertThat(ann.atWork()).isEmpty();
            assertThat(ann.all()).extracting(Nodes.Node::isHere).containsExactly(true);
        }
    }
}
