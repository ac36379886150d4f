package io.showrunner.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The reply of {@code GET /system_stats}.
 *
 * @param version of ComfyUI; empty when it does not say
 * @param system the {@code system} part as it came, without the command line, which names paths of the server
 * @param devices the primary one first; may be empty
 */
public record SystemStats(String version, JsonNode system, List<Device> devices) {

    /**
     * A device that renders. Memory in bytes, null where the server does not say.
     *
     * @param name without {@code cuda:N} and allocator
     * @param index null for a CPU
     * @param torchTotal reserved by torch for this server alone
     * @param torchFree part of it that is not used; {@code vramFree} has it too
     */
    public record Device(
            String name, String type, Integer index, Long vramTotal, Long vramFree, Long torchTotal, Long torchFree) {}

    /** @throws UnreadableReply when the body is not such a reply */
    public static SystemStats read(String body) {
        JsonNode reply = Lenient.object(body, "the reply of /system_stats");
        if (!reply.path("system").isObject()) {
            throw new UnreadableReply("the reply of /system_stats has no system: " + Lenient.excerpt(body));
        }
        ObjectNode system = reply.get("system").deepCopy();
        system.remove("argv");
        List<Device> devices = new ArrayList<>();
        reply.path("devices").forEach(device -> devices.add(device(device)));
        return new SystemStats(system.path("comfyui_version").asText(""), system, List.copyOf(devices));
    }

    /** True when the server interrupts only the prompt that is named; an older one interrupts whatever runs. */
    public boolean interruptsById() {
        return ServerVersion.parse(version).map(v -> v.isAtLeast(0, 3, 57)).orElse(false);
    }

    private static Device device(JsonNode device) {
        return new Device(
                name(device.path("name").asText("")),
                device.path("type").asText("unknown"),
                device.path("index").isInt() ? device.get("index").intValue() : null,
                bytes(device, "vram_total", "memory_total", "memory_total_bytes", "vram_total_bytes"),
                bytes(device, "vram_free", "memory_free", "memory_free_bytes", "vram_free_bytes"),
                bytes(device, "torch_vram_total"),
                bytes(device, "torch_vram_free"));
    }

    private static String name(String raw) {
        String name = raw.replaceFirst("^(cuda|xpu|npu|mlu):\\d+\\s*", "")
                .replaceFirst("\\s*:\\s*(cudaMallocAsync|native)\\s*$", "")
                .strip();
        return name.isEmpty() ? "Unknown" : name;
    }

    private static Long bytes(JsonNode device, String... keys) {
        for (String key : keys) {
            JsonNode value = device.path(key);
            if (value.isNumber() && value.canConvertToLong() && value.longValue() >= 0) {
                return value.longValue();
            }
        }
        return null;
    }
}
