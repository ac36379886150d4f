package io.showrunner.simulator.comfyui;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Which desk answers what. Every route exists under /api as well. */
final class RouteTable {
    private final Map<String, Map<String, Function<Call, Reply>>> routes = new HashMap<>();

    RouteTable(PromptDesk prompts, ControlDesk control, InfoDesk info, FileDesk files) {
        add("GET", "/prompt", prompts::remaining);
        add("POST", "/prompt", prompts::post);
        add("GET", "/queue", control::queue);
        add("POST", "/queue", control::changeQueue);
        add("GET", "/history", control::history);
        add("GET", "/history/*", control::historyOf);
        add("POST", "/history", control::changeHistory);
        add("POST", "/interrupt", control::interrupt);
        add("POST", "/free", control::free);
        add("GET", "/system_stats", info::stats);
        add("GET", "/object_info", info::objectInfo);
        add("GET", "/object_info/*", info::objectInfoOf);
        add("GET", "/models", info::modelFolders);
        add("GET", "/models/*", info::models);
        add("GET", "/embeddings", info::embeddings);
        add("GET", "/features", info::features);
        add("GET", "/view", files::view);
        add("POST", "/upload/image", files::upload);
    }

    /** Runs the desk; an exception in there is a 500, as in the server. */
    Reply answer(Call call) {
        String plain = withoutApi(call.path());
        Optional<String> pattern = pattern(plain);
        if (pattern.isEmpty()) {
            return call.method().equals("GET") || call.method().equals("HEAD")
                    ? Reply.text(404, "404: Not Found")
                    : Reply.text(405, "405: Method Not Allowed").with(Map.of("Allow", "GET,HEAD"));
        }
        var methods = routes.get(pattern.get());
        Function<Call, Reply> desk = methods.get(call.method().equals("HEAD") ? "GET" : call.method());
        if (desk == null) {
            String allowed = String.join(",", methods.keySet());
            return Reply.text(405, "405: Method Not Allowed").with(Map.of("Allow", allowed));
        }
        String rest =
                pattern.get().endsWith("*") ? plain.substring(pattern.get().length() - 1) : "";
        return desk.apply(call.withRest(rest));
    }

    static String withoutApi(String path) {
        return path.startsWith("/api/") ? path.substring("/api".length()) : path;
    }

    private Optional<String> pattern(String path) {
        if (routes.containsKey(path)) {
            return Optional.of(path);
        }
        int slash = path.lastIndexOf('/');
        String wildcard = path.substring(0, slash + 1) + "*";
        return slash + 1 < path.length() && routes.containsKey(wildcard) ? Optional.of(wildcard) : Optional.empty();
    }

    private void add(String method, String path, Function<Call, Reply> desk) {
        var methods = routes.computeIfAbsent(path, ignored -> new TreeMap<>());
        methods.put(method, desk);
        if (method.equals("GET")) {
            methods.put("HEAD", desk);
        }
    }
}
