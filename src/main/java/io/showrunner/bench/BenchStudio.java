package io.showrunner.bench;

import io.showrunner.config.SettingsLoader;
import io.showrunner.routes.Pipeline;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The application in this process, as it is shipped, with these servers; nothing else differs but where its files lie. */
final class BenchStudio implements AutoCloseable {
    private final Pipeline pipeline;
    private final BenchClient client;

    private BenchStudio(Pipeline pipeline) {
        this.pipeline = pipeline;
        client = new BenchClient(URI.create("http://127.0.0.1:" + pipeline.port()), pipeline.store());
    }

    /** Starts it; it is ready when this returns. */
    static BenchStudio open(BenchOptions options, List<URI> servers) throws Exception {
        return open(options, servers, Map.of());
    }

    /** The same with other settings. */
    static BenchStudio open(BenchOptions options, List<URI> servers, Map<String, String> more) throws Exception {
        Properties settings = settings(options.folder(), servers);
        settings.putAll(more);
        var loaded = SettingsLoader.loadShipped(options.home(), Map.of(), settings);
        return new BenchStudio(options.isSimulation() ? Pipeline.startSimulation(loaded) : Pipeline.start(loaded));
    }

    /** Where the files lie, and the servers. */
    static Properties settings(Path folder, List<URI> servers) {
        Properties settings = new Properties();
        for (String name : List.of("inbox", "stories", "data")) {
            settings.setProperty("showrunner." + name, folder.resolve(name).toString());
        }
        settings.setProperty("showrunner.http.port", "0");
        settings.setProperty("showrunner.film", "off");
        settings.setProperty("showrunner.scene-cache.enabled", "false");
        for (int i = 0; i < servers.size(); i++) {
            String instance = "showrunner.comfyui.instances[" + i + "].";
            settings.setProperty(instance + "id", "gpu" + i);
            settings.setProperty(instance + "url", servers.get(i).toString());
        }
        return settings;
    }

    /** Who sends it briefs. */
    BenchClient client() {
        return client;
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
