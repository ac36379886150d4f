package io.showrunner.health;

import io.showrunner.capacity.CapacityCheck;
import io.showrunner.comfyui.QueueDepth;
import io.showrunner.comfyui.SystemStats;
import io.showrunner.config.Settings.InstanceSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * What one ComfyUI server said in {@code GET /system_stats} and {@code GET /prompt}.
 *
 * @param stats null when there is a problem
 * @param depth prompts running and waiting; null when there is a problem
 * @param latency of the first answer; null when there is a problem
 * @param problem why there is no usable answer, in words; null when there is one
 */
record InstanceAnswer(InstanceSettings instance, SystemStats stats, Integer depth, Duration latency, String problem) {

    static InstanceAnswer failed(InstanceSettings instance, String problem) {
        return new InstanceAnswer(instance, null, null, null, problem);
    }

    /** Reads both answers; throws with words for people when one is not ComfyUI's. */
    static InstanceAnswer of(InstanceSettings instance, HttpCalls.Reply stats, HttpCalls.Reply prompt)
            throws IOException {
        check("/system_stats", stats);
        check("/prompt", prompt);
        return new InstanceAnswer(
                instance, SystemStats.read(stats.body()), QueueDepth.read(prompt.body()), stats.latency(), null);
    }

    boolean answered() {
        return problem == null;
    }

    /** The device that renders; empty when the server does not name one. */
    Optional<SystemStats.Device> device() {
        return stats.devices().stream().findFirst();
    }

    /** Whether its card is not what the capacity profile says. */
    Optional<String> differs(CapacityCheck check) {
        Long bytes = answered() ? device().map(SystemStats.Device::vramTotal).orElse(null) : null;
        return check.card(instance.id(), bytes == null ? null : bytes >> 20);
    }

    private static void check(String path, HttpCalls.Reply reply) throws IOException {
        if (reply.status() != 200) {
            throw new IOException("GET " + path + " answers HTTP " + reply.status() + "; is this ComfyUI?");
        }
    }
}
