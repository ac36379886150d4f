package io.showrunner.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.ArtemisPair;
import io.showrunner.ArtemisProcess;
import io.showrunner.BrokerProcess;
import io.showrunner.RabbitProcess;
import io.showrunner.ServerKeys;
import io.showrunner.chaos.Finding;
import io.showrunner.chaos.FrameWatch;
import io.showrunner.chaos.Invariants;
import io.showrunner.chaos.ProcessStudio;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
        try (ArtemisProcess broker = new ArtemisProcess(folder.resolve("artemis"));
                ProcessStudio studio = studio()) {
            play(studio, broker);
        }
    }

    @Test
    void aPairWhosePrimaryDiesLosesNothingAndRendersNothingTwice() throws Exception {
        try (ArtemisPair broker = new ArtemisPair(folder.resolve("artemis"));
                ProcessStudio studio = studio()) {
            play(studio, broker);
        }
    }

    @Test
    void aRabbitMqBehindTlsThatComesLateAndDiesLaterLosesNothingAndRendersNothingTwice() throws Exception {
        ServerKeys keys = ServerKeys.make(folder.resolve("keys"));
        try (RabbitProcess broker = RabbitProcess.in(folder.resolve("rabbitmq"), keys);
                ProcessStudio studio = studio()) {
            studio.application().javaOption("-Djavax.net.ssl.trustStore=" + keys.trustStore());
            studio.application().javaOption("-Djavax.net.ssl.trustStorePassword=" + ServerKeys.PASSWORD);
            play(studio, broker);
        }
    }

    private ProcessStudio studio() throws InterruptedException {
        return Studios.of(folder.resolve("studio"), 1, SOME_SECONDS_A_SCENE);
    }

    private static void play(ProcessStudio studio, BrokerProcess broker) throws Exception {
        // Given
        studio.application().set("showrunner.broker.url", broker.url());
        studio.application().start();
        awaitReadiness(studio, 503);
        await().atMost(Studios.PATIENCE)
                .until(() -> studio.application().said().contains("the broker at " + broker.url() + " cannot be used"));
        studio.drop("external", 3);
        broker.start();
        awaitRuns(studio, 1);

        // When
        studio.application().kill();
        studio.application().start();
        awaitRuns(studio, 2);
        broker.restart();
        StoryRecord story = studio.awaitOver("external", Studios.PATIENCE);

        // Then
        awaitReadiness(studio, 200);
        assertThat(story.state()).isEqualTo(StoryState.FINISHED);
        assertThat(studio.executions().runs()).hasSize(3);
        assertThat(new Invariants(studio, new FrameWatch(studio.store())).findings())
                .allMatch(Finding::holds);
    }

    private static void awaitReadiness(ProcessStudio studio, int status) {
        await().atMost(Studios.PATIENCE).until(() -> readiness(studio) == status);
    }

    private static int readiness(ProcessStudio studio) throws Exception {
        URI ready = studio.application().url().resolve("/observe/health/ready");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static void awaitRuns(ProcessStudio studio, int runs) {
        await().atMost(Studios.PATIENCE).until(() -> studio.executions().runs().size() >= runs);
    }
}
