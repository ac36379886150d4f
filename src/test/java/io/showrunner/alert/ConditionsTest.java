package io.showrunner.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.showrunner.fleet.InstanceState;
import io.showrunner.fleet.InstanceView;
import io.showrunner.health.DiskSpace;
import io.showrunner.telemetry.VideoMemory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Path RULES = Path.of("docker/prometheus/showrunner.rules.yml");

    private final List<InstanceView> instances = new ArrayList<>(List.of(instance("gpu0", InstanceState.UP, 0, 0)));
    private double freeMb = 20_000;
    private String unavailable;
    private List<String> open = List.of();
    private long queued;
    private long backlog;
    private double ended;
    private double failed;
    private double forced = Double.NaN;
    private long parked;
    private final LongAdder slow = new LongAdder();
    private long letters;
    private Map<String, String> hanging = Map.of();
    private DiskSpace.Reading disk = new DiskSpace.Reading(Path.of("/stories"), 10L << 30, 1L << 30);
    private Duration elapsed = Duration.ZERO;

    private final List<Condition> conditions = Conditions.of(
            new Readings(
                    () -> instances,
                    id -> Optional.of(new VideoMemory.Reading("RTX 3090", freeMb, 24_576)),
                    () -> Optional.ofNullable(unavailable),
                    () -> open,
                    () -> queued,
                    () -> backlog,
                    () -> ended,
                    Map.of("OOM", () -> failed),
                    () -> forced,
                    () -> parked,
                    Map.of("ollama", slow),
                    () -> letters,
                    () -> hanging,
                    () -> disk),
            3000,
            () -> elapsed.toNanos());

    @Test
    void onAQuietNightNothingIsFound() {
        assertThat(found()).isEmpty();
    }

    @Test
    void aNodeThatHangsIsFoundByItsName() {
        hanging = Map.of("bob", "node bob hangs");

        assertThat(found()).containsEntry("node_hangs/bob", "node bob hangs");
    }

    @Test
    void littleMemoryCountsOnlyWhereScenesAreHeldBackForIt() {
        freeMb = 2500;
        assertThat(found()).isEmpty();

        instances.set(0, instance("gpu0", InstanceState.LOW_VRAM, 0, 0));
        assertThat(found())
                .containsEntry("gpu_vram_critical/gpu0", "gpu0 has 2500 MB of video memory free and gets no scenes");
    }

    @Test
    void memoryThatIsGoneOnAnIdleServerIsTakenAndOneThatExecutesIsNot() {
        freeMb = 900;
        assertThat(found()).containsOnlyKeys("gpu_vram_taken/gpu0");

        instances.set(0, instance("gpu0", InstanceState.UP, 1, 1));
        assertThat(found()).isEmpty();
    }

    @Test
    void aServerThatIsDownAndAnOpenBreakerAreFoundByName() {
        instances.set(0, instance("gpu0", InstanceState.DOWN, 0, 0));
        open = List.of("gpu0");

        assertThat(found()).containsOnlyKeys("instance_down/gpu0", "breaker_open/gpu0");
    }

    @Test
    void noServerAtAllIsSaidInTheWordsOfWhoeverFoundOut() {
        unavailable = "no ComfyUI server could be used in 6 tries";

        assertThat(found()).containsEntry("comfyui_unavailable", unavailable);
    }

    @Test
    void theBacklogIsWhatServersHaveAndWhatNobodyHasTaken() {
        instances.set(0, instance("gpu0", InstanceState.UP, 2, 6));
        queued = 4;
        assertThat(found()).isEmpty();

        queued = 5;
        assertThat(found()).containsKey("comfyui_queue_backlog");
    }

    @Test
    void anAnswerThatTookTooLongIsFoundForTenMinutes() {
        found();
        slow.increment();

        assertThat(found()).containsKey("llm_response_timeout/ollama");
        elapsed = Duration.ofMinutes(9);
        assertThat(found()).containsKey("llm_response_timeout/ollama");
        elapsed = Duration.ofMinutes(10);
        assertThat(found()).isEmpty();
    }

    @Test
    void aSceneThatFailedForGoodIsFoundForAnHourByItsKind() {
        found();
        failed = 1;

        assertThat(found()).containsKey("scenes_failed/OOM");
        elapsed = Duration.ofMinutes(60);
        assertThat(found()).isEmpty();
    }

    @Test
    void workWithoutASceneThatEndsIsNoProgress() {
        backlog = 3;
        found();
        assertThat(found()).containsKey("no_progress");

        ended = 1;
        assertThat(found()).isEmpty();
        elapsed = Duration.ofSeconds(15);
        assertThat(found()).containsKey("no_progress");
    }

    @Test
    void aQuarterOfStoriesWithUnconfirmedFramesIsBearable() {
        forced = 0.25;
        assertThat(found()).isEmpty();

        forced = 0.3;
        assertThat(found())
                .containsEntry("forced_copy_spike", "30 % of the last stories have frames that nothing confirmed");
    }

    @Test
    void parkedStoriesDeadLettersAndAFullDiskAreFound() {
        parked = 2;
        letters = 1;
        disk = new DiskSpace.Reading(Path.of("/stories"), 512L << 20, 1L << 30);

        assertThat(found()).containsOnlyKeys("stories_parked", "dead_letters", "disk_low", "disk_full");
    }

    @Test
    void theyAreThoseOfThePrometheusRulesWithTheSameUrgency() throws IOException {
        Map<String, String> rules = new TreeMap<>();
        for (JsonNode group : new YAMLMapper().readTree(RULES.toFile()).path("groups")) {
            group.path("rules")
                    .forEach(rule -> rules.put(
                            rule.path("alert").asText(),
                            rule.path("labels").path("severity").asText()));
        }
        rules.remove("showrunner_down");

        Map<String, String> own = new TreeMap<>();
        conditions.forEach(
                condition -> own.put(condition.name(), condition.severity().word()));

        assertThat(own).isEqualTo(rules);
    }

    private Map<String, String> found() {
        Map<String, String> found = new TreeMap<>();
        for (Condition condition : conditions) {
            condition
                    .found()
                    .get()
                    .forEach((subject, words) ->
                            found.put(subject.isEmpty() ? condition.name() : condition.name() + "/" + subject, words));
        }
        return found;
    }

    private static InstanceView instance(String id, InstanceState state, int leases, int depth) {
        return new InstanceView(
                id, URI.create("http://127.0.0.1:8188"), state, 2, leases, depth, 20_000L, 24_576L, "0.3.68", null, "");
    }
}
