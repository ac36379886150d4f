package io.showrunner.e2e;

import static org.awaitility.Awaitility.await;

import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.simulator.comfyui.SeenRequest;
import io.showrunner.story.Json;
import java.io.IOException;

/** What a simulated server does right now and what it was asked, as it says itself. */
final class GpuQueue {
    private GpuQueue() {}

    static void awaitRunning(ComfyUiSimulator gpu) {
        await().atMost(TestStudio.PATIENCE).until(() -> isRunning(gpu));
    }

    static boolean isRunning(ComfyUiSimulator gpu) throws IOException {
        return !Json.mapper()
                .readTree(gpu.url().resolve("/queue").toURL())
                .path("queue_running")
                .isEmpty();
    }

    /** Prompts that were posted, answered or not. */
    static long posts(ComfyUiSimulator gpu) {
        return gpu.requests().stream().filter(GpuQueue::isPost).count();
    }

    private static boolean isPost(SeenRequest request) {
        return request.method().equals("POST") && request.path().endsWith("/prompt");
    }
}
