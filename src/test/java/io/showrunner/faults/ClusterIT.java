package io.showrunner.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.ArtemisProcess;
import io.showrunner.chaos.Application;
import io.showrunner.chaos.Finding;
import io.showrunner.chaos.FrameWatch;
import io.showrunner.chaos.Invariants;
import io.showrunner.chaos.ProcessStudio;
import io.showrunner.story.StoryState;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes on one broker, one inbox and one stories folder; each drives some of the servers, and they die in turn. */
class ClusterIT {
    private static final double SOME_SECONDS_A_SCENE = 8;
    private static final String LEADS = "this node leads the cluster";

    @TempDir
    Path folder;

    @Test
    void nodesShareTheWorkAndWhatADeadOneHadIsTakenOverWithoutLossOrRepetition() throws Exception {
        try (ArtemisProcess broker = new ArtemisProcess(folder.resolve("artemis"));
                ProcessStudio studio = Studios.of(folder.resolve("studio"), 4, SOME_SECONDS_A_SCENE)) {
            // Given
            broker.start();
            List<Application> nodes = List.of("ann", "bob", "cyd").stream()
                    .map(name -> studio.addNode(name, URI.create(broker.url())))
                    .toList();
            nodes.forEach(Application::launch);
            for (Application node : nodes) {
                node.awaitReady();
            }
            for (int i = 0; i < 4; i++) {
                studio.drop("cluster-" + i, 3);
            }
            await().atMost(Studios.PATIENCE)
                    .until(() -> studio.executions().runs().size() >= 4);

            // When
            Application leader = nodes.stream()
                    .filter(node -> node.said().contains(LEADS))
                    .findFirst()
                    .orElseThrow();
            leader.kill();
            for (String brief : studio.briefs()) {
                studio.awaitOver(brief, Studios.PATIENCE);
            }

            // Then
            assertThat(studio.briefs()).allSatisfy(brief -> assertThat(
                            studio.story(brief).orElseThrow().state())
                    .isEqualTo(StoryState.FINISHED));
            assertThat(studio.executions().runs()).hasSize(12);
            assertThat(new Invariants(studio, new FrameWatch(studio.store())).findings())
                    .allMatch(Finding::holds);
        }
    }
}
