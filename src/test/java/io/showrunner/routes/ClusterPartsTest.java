package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.Settings;
import io.showrunner.config.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is a node's own, and what all nodes have. */
class ClusterPartsTest {
    @TempDir
    Path home;

    @Test
    void deadLettersOfSeveralNodesLieWithTheStories() {
        Settings alone = settings(Map.of());
        Settings node =
                settings(Map.of("SHOWRUNNER_CLUSTER_NODE", "ann", "SHOWRUNNER_BROKER_URL", "tcp://127.0.0.1:61616"));

        assertThat(ClusterParts.deadLetters(alone)).isEqualTo(alone.data().resolve("dead-letters"));
        assertThat(ClusterParts.deadLetters(node)).isEqualTo(node.stories().resolve(".cluster/dead-letters"));
    }

    private Settings settings(Map<String, String> variables) {
        return SettingsLoader.loadShipped(home, variables, new Properties()).settings();
    }
}
