package io.showrunner.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.ArtemisProcess;
import io.showrunner.BrokerProcess;
import io.showrunner.RabbitProcess;
import io.showrunner.chaos.Finding;
import io.showrunner.chaos.FrameWatch;
import io.showrunner.chaos.Invariants;
import io.showrunner.chaos.ProcessStudio;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queues are on a broker of their own, and that and the application die in turn. */
class ExternalBrokerIT {
    private static final double SOME_SECONDS_A_SCENE = 12;

    @TempDir
    Path folder;

    @Test
    void anArtemisThatComesLateAndDiesLaterAndAnApplicationThatDiesLoseNothingAndRenderNothingTwice() throws Exception {
        play(new ArtemisProcess(folder.resolve("artemis")));
    }

    @Test
    void aRabbitMqThatComesLateAndDiesLaterAndAnApplicationThatDiesLoseNothingAndRenderNothingTwice() throws Exception {
        play(new RabbitProcess(folder.resolve("rabbitmq")));
    }

    private void play(BrokerProcess server) throws Exception {
        try (BrokerProcess broker = server;
                ProcessStudio studio = Studios.of(folder.resolve("studio"), 1, SOME_SECONDS_A_SCENE)) {
            // Given
            studio.application().set("showrunner.broker.url", broker.url());
            studio.application().start();
            String whileAway = studio.application().said();
            studio.drop("external", 3);
            broker.start();
            awaitRuns(studio, 1);

            // When
            studio.application().kill();
            studio.application().start();
            awaitRuns(studio, 2);
            broker.kill();
            broker.start();
            StoryRecord story = studio.awaitOver("external", Studios.PATIENCE);

            // Then
            assertThat(whileAway).contains("the broker at " + broker.url() + " cannot be used");
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            assertThat(studio.executions().runs()).hasSize(3);
            assertThat(new Invariants(studio, new FrameWatch(studio.store())).findings())
                    .allMatch(Finding::holds);
        }
    }

    private static void awaitRuns(ProcessStudio studio, int runs) {
        await().atMost(Studios.PATIENCE).until(() -> studio.executions().runs().size() >= runs);
    }
}
