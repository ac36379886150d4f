package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can go wrong between a request and its reply. */
class RequestFaultsTest {
    private ComfyServer server;
    private Faults faults;

    @BeforeEach
    void start() {
        server = ComfyServer.fast();
        faults = server.simulator().faults();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void serverErrorQueuesNothingAndHitsOnlyTheRequestItNames() {
        faults.onRequest("/prompt").containing("frame").nth(2).serverError();
        String body = Wire.text(Graph.stills(1).request());
        assertThat(List.of(status(body), status(body), status(body))).containsExactly(200, 500, 200);
        await().atMost(Duration.ofSeconds(10)).until(() -> executions().size() == 2);
    }

    @Test
    void droppedReplyStillQueuesThePrompt() {
        // Given
        faults.onRequest("/prompt").times(1).acceptThenDropReply();
        String id = UUID.randomUUID().toString();
        String body = Wire.text(Graph.stills(1).request().put("prompt_id", id));
        // When
        assertThatThrownBy(() -> server.trySend(post(body))).isInstanceOf(IOException.class);
        // Then
        assertThat(server.finished(id).path("status").path("status_str").asText())
                .isEqualTo("success");
    }

    @Test
    void refusedConnectionQueuesNothing() {
        faults.onRequest("/prompt").times(1).refuseConnection();
        String body = Wire.text(Graph.stills(1).request());
        assertThatThrownBy(() -> server.trySend(post(body))).isInstanceOf(IOException.class);
        assertThat(server.json("/prompt")
                        .path("exec_info")
                        .path("queue_remaining")
                        .asInt())
                .isZero();
        assertThat(executions()).isEmpty();
    }

    @Test
    void delayedReplyMayComeAfterThePromptHasFinished() {
        faults.onRequest("/prompt").times(1).delayReply(Duration.ofMillis(400));
        String id = server.submit(Graph.stills(1));
        assertThat(server.json("/history/" + id)).isNotEmpty();
    }

    @Test
    void neverAnsweredRequestRunsIntoTheClientsTimeout() {
        faults.onRequest("/queue").neverReply();
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("/queue"));
        var client = java.net.http.HttpClient.newHttpClient();
        assertThatThrownBy(() -> client.send(
                        request.timeout(Duration.ofMillis(200)).build(),
                        java.net.http.HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(java.net.http.HttpTimeoutException.class);
    }

    @Test
    void scriptedRejectionHasTheShapeOfARealOne() {
        faults.onRequest("/prompt").rejectNode("9", "SaveImage", "value_not_in_list");
        var reply = server.post("/prompt", Wire.text(Graph.stills(1).request()));
        assertThat(reply.statusCode()).isEqualTo(400);
        JsonNode node = ComfyServer.parse(reply.body()).path("node_errors").path("9");
        assertThat(node.path("errors").path(0).path("type").asText()).isEqualTo("value_not_in_list");
    }

    @Test
    void ruleForOneMethodLeavesTheOthersAlone() {
        faults.onRequest("/prompt").method("POST").nth(1).status(503, "busy");
        assertThat(server.get("/prompt").statusCode()).isEqualTo(200);
        assertThat(status(Wire.text(Graph.stills(1).request()))).isEqualTo(503);
    }

    @Test
    void anyAnswerCanStandInForTheServersOwn() {
        faults.onRequest("/system_stats").nth(1).answer(502, "text/html", "<h1>Bad Gateway</h1>");
        faults.onRequest("/queue").nth(1).answer(200, "application/json", "{\"queue_running\": [], \"queue_pe");
        var page = server.get("/system_stats");
        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(page.headers().firstValue("content-type")).hasValue("text/html");
        assertThat(server.get("/queue").body()).endsWith("queue_pe");
        assertThat(server.json("/queue").path("queue_pending")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/object_info", "/view"})
    void replyCanEndInTheMiddle(String path) {
        JsonNode image = server.run(Graph.stills(1))
                .path("outputs")
                .path("9")
                .path("images")
                .path(0);
        String request = path.equals("/view") ? ComfyServer.view(image) : path;
        faults.onRequest(path).times(1).cutReply();
        assertThatThrownBy(() -> server.trySend(HttpRequest.newBuilder(server.uri(request))))
                .isInstanceOf(IOException.class);
        assertThat(server.get(request).statusCode()).isEqualTo(200);
    }

    private HttpRequest.Builder post(String body) {
        return HttpRequest.newBuilder(server.uri("/prompt")).POST(BodyPublishers.ofString(body));
    }

    private int status(String body) {
        return server.post("/prompt", body).statusCode();
    }

    private List<Execution> executions() {
        return server.simulator().executions();
    }
}
