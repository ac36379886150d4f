package io.showrunner.simulator.comfyui;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** A prompt that keeps the worker busy until it is closed, so that others wait behind it. */
final class Blocker implements AutoCloseable {
    private static final String PREFIX = "contract/blocker";

    private final ComfyServer server;
    private final String promptId;

    private Blocker(ComfyServer server, String promptId) {
        this.server = server;
        this.promptId = promptId;
    }

    static Blocker on(ComfyServer server) {
        if (!server.isReal()) {
            server.simulator().faults().onPromptContaining(PREFIX).neverFinish();
        }
        var blocker = new Blocker(server, server.submit(slow()));
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> server.isRunning(blocker.promptId));
        return blocker;
    }

    String promptId() {
        return promptId;
    }

    /** Interrupts it and waits until it is over. */
    @Override
    public void close() {
        server.post("/interrupt", "{\"prompt_id\":\"" + promptId + "\"}");
        server.finished(promptId);
    }

    /** Seconds of work on a real server, with an end of a node every now and then. */
    private static Graph slow() {
        Graph graph = new Graph()
                .node("1", "EmptyImage")
                .with("1", "width", 1024)
                .with("1", "height", 1024)
                .with("1", "batch_size", 8)
                .with("1", "color", (int) (System.nanoTime() % 0xFFFFFF));
        for (int i = 2; i < 9; i++) {
            String id = Integer.toString(i);
            graph.node(id, "ImageBlur")
                    .link(id, "image", Integer.toString(i - 1))
                    .with(id, "blur_radius", 31)
                    .with(id, "sigma", 5.0);
        }
        return graph.node("9", "SaveImage").link("9", "images", "8").with("9", "filename_prefix", PREFIX);
    }
}
