package io.showrunner.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.ArtemisProcess;
import io.showrunner.chaos.Application;
import io.showrunner.chaos.Duties;
import io.showrunner.chaos.Finding;
import io.showrunner.chaos.FrameWatch;
import io.showrunner.chaos.Invariants;
import io.showrunner.chaos.ProcessStudio;
import io.showrunner.story.StoryState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes on one broker, one inbox and one stories folder; nodes, network and broker fail under load. */
class ClusterIT {
    private static final double SOME_SECONDS_A_SCENE = 8;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);
    private static final int AS_AFTER_SIGTERM = 143;
    private static final int GPUS = 3;

    @TempDir
    Path folder;

    private ArtemisProcess broker;
    private ProcessStudio studio;
    private int dropped;

    @BeforeEach
    void open() throws Exception {
        broker = new ArtemisProcess(folder.resolve("artemis"));
        broker.start();
        studio = Studios.of(folder.resolve("studio"), GPUS, SOME_SECONDS_A_SCENE);
    }

    @AfterEach
    void close() {
        studio.close();
        broker.close();
    }

    @Test
    void nodesComeAndGoAndTheBrokerDiesAndNothingIsLostOrRenderedTwice() throws Exception {
        // Given
        Application ann = node("ann", broker.url());
        Application bob = node("bob", broker.url());
        ann.start();
        bob.launch();
        drop(3);
        awaitRuns(2);

        // When
        Application cyd = node("cyd", broker.url());
        cyd.start();
        awaitShares();
        awaitLeader().kill();
        drop(2);
        broker.restart();
        int code = awaitLeader().stop(LONGEST_STOP);

        // Then
        assertThat(code).isEqualTo(AS_AFTER_SIGTERM);
        assertEveryStoryIsFinishedAndEveryPromptRanOnce();
    }

    @Test
    void whatANodeHeldThatIsCutOffFromTheBrokerIsGoneOnWithByTheOthersAndItJoinsThemAgain() throws Exception {
        try (SilentProxy network = new SilentProxy(URI.create(broker.url()), "a network")) {
            // Given
            Application ann = node("ann", network.url().toString());
            Application bob = node("bob", broker.url());
            ann.start();
            bob.launch();
            awaitShares();
            drop(3);
            awaitRuns(2);

            // When
            network.begin();

            // Then
            await().atMost(Studios.PATIENCE).until(() -> Duties.of(ann).isEmpty());
            assertEveryStoryIsFinishedAndEveryPromptRanOnce();

            // When
            network.end();

            // Then
            await().atMost(Studios.PATIENCE).until(() -> !Duties.of(ann).isEmpty());
            drop(1);
            assertEveryStoryIsFinishedAndEveryPromptRanOnce();
            assertThat(Duties.of(bob)).isNotEmpty();
        }
    }

    private Application node(String name, String url) {
        return studio.addNode(name, URI.create(url));
    }

    private void awaitShares() {
        await().atMost(Studios.PATIENCE).untilAsserted(() -> assertThat(studio.nodes())
                .allSatisfy(each -> assertThat(Duties.of(each)).containsAnyOf("gpu0", "gpu1", "gpu2")));
    }

    private Application awaitLeader() {
        return await().atMost(Studios.PATIENCE)
                .until(
                        () -> studio.nodes().stream()
                                .filter(each -> Duties.of(each).contains(Duties.TO_LEAD))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void drop(int stories) {
        for (int i = 0; i < stories; i++) {
            studio.drop("cluster-" + ++dropped, 3);
        }
    }

    private void awaitRuns(int runs) {
        await().atMost(Studios.PATIENCE).until(() -> studio.executions().runs().size() >= runs);
    }

    private void assertEveryStoryIsFinishedAndEveryPromptRanOnce() throws Exception {
        List<String> briefs = studio.briefs();
        for (String brief : briefs) {
            assertThat(studio.awaitOver(brief, Studios.PATIENCE).state()).isEqualTo(StoryState.FINISHED);
        }
        assertThat(studio.executions().runs()).hasSize(3 * briefs.size());
        assertThat(new Invariants(studio, new FrameWatch(studio.store())).findings())
                .allMatch(Finding::holds);
    }
}
