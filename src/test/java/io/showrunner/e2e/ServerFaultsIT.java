package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.simulator.comfyui.Pace;
import io.showrunner.simulator.comfyui.SeenRequest;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that tells of a prompt too little, too much, too early or too late: the looks decide, and nothing runs twice. */
class ServerFaultsIT {
    private static final Duration LATE = Duration.ofSeconds(4);
    private static final Duration LATE_AT_TEST_PACE = LATE.multipliedBy(10);

    @TempDir
    private Path home;

    @Test
    void aSceneWhoseWebsocketIsCutIsPublishedByPolling() throws Exception {
        assertPublishedByPolling((gpu, job) -> gpu.dropWebsockets());
    }

    @Test
    void aSceneWhoseWebsocketSaysNothingIsPublishedByPolling() throws Exception {
        assertPublishedByPolling((gpu, job) -> gpu.faults().websocketsSilent(true));
    }

    @Test
    void aSceneWhoseWebsocketIsHalfOpenIsPublishedByPolling() throws Exception {
        assertPublishedByPolling((gpu, job) -> gpu.freezeWebsockets());
    }

    @Test
    void aSceneWhoseEventsGoToAnotherClientWithOurIdIsPublishedByPolling() throws Exception {
        assertPublishedByPolling(ServerFaultsIT::takeOver);
    }

    @Test
    void aPromptThatHasEndedBeforeItsReplyComesIsPublishedAndNotPostedAgain() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            studio.gpu(0).faults().onRequest("/prompt").method("POST").delayReply(LATE);
            studio.start();

            // When
            studio.drop("reply.json", SmallBrief.json("reply", "One"));
            SceneRecord scene = studio.scene(studio.finishedStory(), "One");

            // Then
            assertPublishedByOneExecution(studio, scene);
            RenderReport report = report(studio, scene);
            assertThat(report.queueStart())
                    .isBefore(studio.executions(scene).get(0).startedAt());
            assertThat(report.queueEnd()).isAfterOrEqualTo(report.queueStart().plus(LATE));
        }
    }

    @Test
    void successThatIsAnnouncedBeforeTheHistoryHasItIsNoFailure() throws Exception {
        Pace watchable = Pace.watchable();
        Pace lateHistory = new Pace(
                watchable.load(),
                watchable.step(),
                watchable.decode(),
                watchable.frame(),
                LATE_AT_TEST_PACE,
                watchable.scale());
        try (TestStudio studio = new TestStudio(home, 0).withGpu(ComfyUiOptions.builder(), lateHistory)) {
            // Given
            studio.start();

            // When
            studio.drop("history.json", SmallBrief.json("history", "One"));
            SceneRecord scene = studio.scene(studio.finishedStory(), "One");

            // Then
            assertPublishedByOneExecution(studio, scene);
            assertThat(report(studio, scene).historyAttempts()).isGreaterThan(1);
        }
    }

    @Test
    void eventsThatComeTwiceOutOfOrderOrAboutNobodyChangeNothing() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            ComfyUiSimulator gpu = studio.gpu(0);
            AtomicBoolean isHeard = studio.holdPrompts();
            studio.start();
            studio.drop("events.json", SmallBrief.json("events", "One"));
            StoryRecord story = studio.writtenStory();
            GpuQueue.awaitRunning(gpu);
            String promptId = runningJob(studio, story).promptId();
            List<String> events = strangeEvents(promptId);
            int looks = looks(gpu, promptId).size();

            // When
            events.forEach(gpu::sendToWebsockets);

            // Then
            await().atMost(TestStudio.PATIENCE).until(() -> looks(gpu, promptId).size() > looks + 2);
            assertThat(GpuQueue.isRunning(gpu)).isTrue();
            isHeard.set(true);
            SceneRecord scene = studio.scene(studio.finishedStory(), "One");
            assertPublishedByOneExecution(studio, scene);
            assertThat(report(studio, scene).historyAttempts()).isLessThan(events.size() + 20);

            // When
            events.forEach(gpu::sendToWebsockets);
            studio.drop("next.json", SmallBrief.json("next", "Two"));
            studio.finishedStory("next");

            // Then
            assertThat(studio.scene(story, "One")).isEqualTo(scene);
        }
    }

    private void assertPublishedByPolling(BiConsumer<ComfyUiSimulator, RenderJob> fault) throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            ComfyUiSimulator gpu = studio.gpu(0);
            AtomicBoolean isDeaf = studio.holdPrompts();
            studio.start();
            studio.drop("deaf.json", SmallBrief.json("deaf", "One"));
            StoryRecord story = studio.writtenStory();
            GpuQueue.awaitRunning(gpu);

            // When
            fault.accept(gpu, runningJob(studio, story));
            isDeaf.set(true);
            SceneRecord scene = studio.scene(studio.finishedStory(), "One");

            // Then
            assertPublishedByOneExecution(studio, scene);
            Execution execution = studio.executions(scene).get(0);
            assertThat(looks(gpu, execution.promptId()).stream()
                            .filter(look -> look.isAfter(execution.endedAt()))
                            .filter(look -> look.isBefore(report(studio, scene).queueEnd())))
                    .as("the first look after the end sees it, or the second where the history is a moment late")
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    private static void assertPublishedByOneExecution(TestStudio studio, SceneRecord scene) {
        assertThat(scene.state()).isEqualTo(SceneState.PUBLISHED);
        assertThat(scene.dispatches()).isEqualTo(1);
        assertThat(studio.pipeline().store().doneMarker(scene.storyId(), scene.sceneId()))
                .exists();
        assertThat(studio.executions(scene)).extracting(Execution::outcome).containsExactly(Outcome.SUCCESS);
        assertThat(GpuQueue.posts(studio.gpu(0))).isEqualTo(1);
    }

    /** When the history of the prompt was asked for. */
    private static List<Instant> looks(ComfyUiSimulator gpu, String promptId) {
        return gpu.requests().stream()
                .filter(request -> request.path().endsWith("/history/" + promptId))
                .map(SeenRequest::at)
                .toList();
    }

    private static RenderReport report(TestStudio studio, SceneRecord scene) {
        return studio.attempt(scene, 1, "render.json", RenderReport.class);
    }

    private static RenderJob runningJob(TestStudio studio, StoryRecord story) {
        return studio.job(studio.scene(story, "One"), 1);
    }

    /** The server sends the events of a client id to whoever connected with it last. */
    private static void takeOver(ComfyUiSimulator gpu, RenderJob job) {
        String url = gpu.url().toString().replaceFirst("^http", "ws") + "/ws?clientId=" + job.clientId();
        WebSocket other = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(url), new WebSocket.Listener() {})
                .join();
        await().atMost(TestStudio.PATIENCE).until(() -> !other.isInputClosed());
    }

    private static List<String> strangeEvents(String promptId) {
        String end = event("executing", "\"node\":null,\"prompt_id\":\"" + promptId + "\"");
        String start = event("execution_start", "\"prompt_id\":\"" + promptId + "\"");
        return List.of(
                end,
                end,
                event("execution_success", "\"prompt_id\":\"" + promptId + "\""),
                start,
                start,
                event("execution_error", "\"prompt_id\":\"" + promptId + "\""),
                event("executing", "\"node\":null,\"prompt_id\":\"nobody's\""),
                event("execution_start", "\"prompt_id\":\"nobody's\""),
                event("executing", "\"node\":null"),
                event(
                        "progress_state",
                        "\"prompt_id\":\"" + promptId + "\",\"nodes\":{\"1\":{\"value\":NaN,\"max\":-1}}"),
                "{}",
                "no JSON");
    }

    private static String event(String type, String data) {
        return "{\"type\":\"" + type + "\",\"data\":{" + data + "}}";
    }
}
