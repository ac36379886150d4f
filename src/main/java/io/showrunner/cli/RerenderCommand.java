package io.showrunner.cli;

import io.showrunner.config.Settings;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.FleetRecord;
import io.showrunner.manifest.SceneManifest;
import io.showrunner.manifest.SceneManifests;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import io.showrunner.verify.RerenderReport;
import io.showrunner.verify.SceneRerender;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "rerender",
        description =
                "Render a published scene once more from its manifest, on the same server if it answers, and compare;"
                        + " exit code 1 when a picture differs. What is published stays as it is.")
final class RerenderCommand implements Callable<Integer> {
    private final Cli cli;
    private final Clock clock = Clock.systemUTC();

    @Spec
    private CommandSpec spec;

    @Mixin
    private KnownStory story;

    @Parameters(index = "1", paramLabel = "SCENE", description = "One of its published scenes, such as scene-001.")
    private String sceneId;

    @Option(names = "--instance", paramLabel = "ID", description = "Render on this ComfyUI server and no other.")
    private String instanceId;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30m",
            converter = TimeOption.class,
            description = "How long it may wait there and render (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    RerenderCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = cli.settings().settings();
        StoryStore store = new StoryStore(settings.stories());
        SceneManifest manifest = manifest(store, story.in(store));
        RerenderReport report = new SceneRerender(store, manifest, timeout, clock)
                .on(servers(settings, manifest), time -> TimeUnit.MILLISECONDS.sleep(time.toMillis()));
        PrintStream out = cli.surroundings().out();
        if (json) {
            out.println(Terminal.json(report));
        } else {
            print(report, out);
        }
        return report.isSame() ? 0 : 1;
    }

    private SceneManifest manifest(StoryStore store, StoryRecord record) {
        boolean known = store.sceneRecords(record.storyId()).stream()
                .anyMatch(scene -> scene.sceneId().equals(sceneId));
        if (!known) {
            throw wrong("there is no scene " + sceneId + " in " + record.storyId() + ".");
        }
        return new SceneManifests(store, clock)
                .read(record.storyId(), sceneId)
                .orElseThrow(() -> wrong(sceneId + " has no manifest: it is not published."));
    }

    /** The server that rendered it first; one that shares its card with a language model only when it is asked for. */
    private List<InstanceSettings> servers(Settings settings, SceneManifest manifest) {
        String preferred = manifest.instance().id();
        List<InstanceSettings> servers = FleetRecord.of(settings, clock).instances().stream()
                .filter(server -> instanceId == null
                        ? !settings.card().shares().containsValue(server.id())
                        : server.id().equals(instanceId))
                .sorted(Comparator.comparing(server -> !server.id().equals(preferred)))
                .toList();
        if (servers.isEmpty()) {
            throw wrong(
                    instanceId == null
                            ? "every ComfyUI server shares its card with a language model: choose one with --instance."
                            : "there is no ComfyUI server " + instanceId + ".");
        }
        return servers;
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private static void print(RerenderReport report, PrintStream out) {
        out.println(report.storyId() + "/" + report.sceneId() + " rendered by " + report.instanceId() + " in "
                + report.executionSeconds() + " s");
        report.notes().forEach(note -> out.println(Terminal.plain(note)));
        if (report.cachedNodes() > 0) {
            out.println(report.cachedNodes() + " of " + report.nodes() + " nodes came from the server's cache; "
                    + "`showrunner fleet free " + report.instanceId() + "` empties it");
        }
        report.differences().forEach(difference -> out.println(Terminal.plain(difference)));
        out.println(
                report.isSame()
                        ? "the same pictures, root hash " + report.rootHash()
                        : "other pictures: root hash " + report.rootHash() + ", published "
                                + report.publishedRootHash());
        out.println(report.folder());
    }
}
