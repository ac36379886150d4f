package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;

/** What the server says about itself. There is no queue length in here. */
final class InfoDesk {
    private static final long GIB = 1024L * 1024L * 1024L;

    private final ComfyUiOptions options;
    private final Faults faults;
    private final Clock clock;
    private final BoundedLog<SeenMemory> told;
    private final VramModel vram;
    private final NodeCatalogue catalogue;

    InfoDesk(ServerProcess.Parts parts, VramModel vram, NodeCatalogue catalogue) {
        this.options = parts.options();
        this.faults = parts.faults();
        this.clock = parts.clock();
        this.told = parts.memory();
        this.vram = vram;
        this.catalogue = catalogue;
    }

    Reply stats(Call call) {
        if (faults.isStatsDown()) {
            return Reply.serverError();
        }
        ObjectNode stats = Wire.object();
        ObjectNode system = stats.putObject("system")
                .put("os", "posix")
                .put("ram_total", 64 * GIB)
                .put("ram_free", 48 * GIB)
                .put("comfyui_version", options.version())
                .put("required_frontend_version", "1.27.10")
                .putNull("installed_templates_version")
                .put("required_templates_version", "0.1.95")
                .put("python_version", "3.11.2 (simulated by Showrunner)")
                .put("pytorch_version", "2.4.0+simulated")
                .put("embedded_python", false);
        system.putArray("argv").add("main.py");
        ObjectNode device = vram.device();
        if (faults.hidesVram()) {
            device.remove(List.of("vram_total", "vram_free", "torch_vram_total", "torch_vram_free"));
        } else {
            told.add(new SeenMemory(
                    clock.instant(),
                    device.path("vram_free").longValue(),
                    device.path("vram_total").longValue()));
        }
        stats.putArray("devices").add(device);
        return Reply.json(200, stats);
    }

    Reply objectInfo(Call call) {
        return Reply.json(200, catalogue.info());
    }

    Reply objectInfoOf(Call call) {
        ObjectNode reply = Wire.object();
        catalogue.find(call.rest()).ifPresent(node -> reply.set(node.name(), node.info()));
        return Reply.json(200, reply);
    }

    Reply modelFolders(Call call) {
        return Reply.json(
                200, Wire.array(options.models().keySet().stream().sorted().toList()));
    }

    Reply models(Call call) {
        List<String> files = options.models().get(call.rest());
        return files == null ? Reply.empty(404) : Reply.json(200, Wire.array(files));
    }

    Reply embeddings(Call call) {
        ArrayNode names = Wire.array();
        options.models()
                .getOrDefault("embeddings", List.of())
                .forEach(file -> names.add(file.replaceFirst("\\.[^.]*$", "")));
        return Reply.json(200, names);
    }

    Reply features(Call call) {
        return Reply.json(200, Features.reply());
    }
}
