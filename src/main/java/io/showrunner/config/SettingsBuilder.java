package io.showrunner.config;

import io.showrunner.config.Settings.BriefSettings;
import io.showrunner.config.Settings.InboxSettings;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.config.Settings.LlmSettings;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.config.Settings.SceneSettings;
import io.showrunner.config.Settings.WorkflowSettings;
import java.net.URI;
import java.nio.file.Path;

/** Makes the typed settings of values that have no problem. */
final class SettingsBuilder {
    private final Path home;
    private final Values values;

    SettingsBuilder(Path home, Values values) {
        this.home = home;
        this.values = values;
    }

    Settings build() {
        return new Settings(
                home,
                values.get(KnownSettings.INBOX),
                values.get(KnownSettings.STORIES),
                values.get(KnownSettings.DATA),
                new InboxSettings(values.get(KnownSettings.INBOX_MODE), values.get(KnownSettings.INBOX_QUIET_FOR)),
                HttpKeys.read(values),
                new BriefSettings(
                        values.get(KnownSettings.BRIEF_MAX_SIZE), values.get(KnownSettings.BRIEF_QUEUE_DEPTH)),
                scene(),
                fleet(),
                memory(),
                new ForecastSettings(
                        values.get(ForecastKeys.SCENE_TIME_FROM),
                        values.get(ForecastKeys.SCENE_TIME_TO),
                        values.get(ForecastKeys.INTERVAL)),
                new BreakerSettings(
                        values.get(FleetKeys.FLEET_BREAKER_FAILURES), values.get(FleetKeys.FLEET_BREAKER_WAIT)),
                values.places(FleetKeys.INSTANCE_URL).stream()
                        .map(this::instance)
                        .toList(),
                llm(),
                CredentialKeys.read(values),
                LlmOutageKeys.read(values),
                CardKeys.read(values),
                CacheKeys.read(values),
                SceneCacheKeys.read(values),
                workflow(),
                BrokerKeys.read(values),
                ClusterKeys.read(values),
                upkeep(),
                CapacityKeys.build(values),
                AlertKeys.read(values),
                TraceKeys.read(values),
                ApprovalKeys.read(values),
                CallbackKeys.read(values),
                FilmKeys.read(values),
                PublishKeys.read(values));
    }

    private UpkeepSettings upkeep() {
        return new UpkeepSettings(
                values.get(KnownSettings.DISK_MIN_FREE),
                values.get(KnownSettings.DISK_CHECK_INTERVAL),
                values.get(KnownSettings.HEALTH_REPORT_INTERVAL),
                values.get(KnownSettings.START_AFTER_CRASH),
                values.get(KnownSettings.RETENTION_KEEP_LAST),
                values.get(KnownSettings.RETENTION_KEEP_DAYS));
    }

    private WorkflowSettings workflow() {
        return new WorkflowSettings(
                values.get(KnownSettings.WORKFLOW_DEFAULT),
                values.get(KnownSettings.WORKFLOW_FOLDER),
                new WorkflowValues(
                        values.find(KnownSettings.WORKFLOW_STEPS).orElse(null),
                        values.find(KnownSettings.WORKFLOW_CFG).orElse(null),
                        values.find(KnownSettings.WORKFLOW_MOTION_BUCKET_ID).orElse(null),
                        values.find(KnownSettings.WORKFLOW_CHECKPOINT_IMAGE).orElse(null),
                        values.find(KnownSettings.WORKFLOW_CHECKPOINT_SVD).orElse(null)));
    }

    private SceneSettings scene() {
        return new SceneSettings(
                values.get(KnownSettings.SCENE_MAX_WAIT),
                values.get(KnownSettings.SCENE_HISTORY_MAX_ATTEMPTS),
                values.get(KnownSettings.SCENE_HISTORY_POLL_INTERVAL),
                values.get(KnownSettings.SCENE_RETRY_BUDGET),
                values.get(KnownSettings.SCENE_POST_EXECUTION_TIMEOUT),
                values.get(KnownSettings.SCENE_STABILITY_WINDOW),
                values.get(KnownSettings.SCENE_STABILITY_RETRIES),
                values.get(KnownSettings.SCENE_DONE_MARKER_TIMEOUT),
                values.get(KnownSettings.SCENE_FRAME_WAIT_TIMEOUT),
                values.get(KnownSettings.SCENE_MAX_QUEUE_WAIT),
                values.get(KnownSettings.SCENE_QUEUE_DEPTH),
                new SilenceSettings(
                        values.get(KnownSettings.SCENE_SILENCE_FACTOR), values.get(KnownSettings.SCENE_SILENCE_LEAST)));
    }

    private FleetSettings fleet() {
        return new FleetSettings(
                values.get(FleetKeys.FLEET_PROBE_INTERVAL),
                (int) (values.get(FleetKeys.FLEET_MIN_AVAILABLE_VRAM) >> 20),
                values.get(FleetKeys.FLEET_MAX_QUEUE_DEPTH),
                values.get(FleetKeys.FLEET_STRATEGY),
                values.get(FleetKeys.FLEET_MAX_SCENES_PER_HOUR),
                new SaturationSettings(
                        values.get(FleetKeys.SATURATED_PAUSE_SUBMISSIONS),
                        values.get(FleetKeys.SATURATED_FAIL_FAST),
                        values.get(FleetKeys.SATURATED_FAST_POLL),
                        values.get(FleetKeys.SATURATED_WRITER_PAUSE),
                        values.get(FleetKeys.SATURATED_WRITER_PATIENCE)));
    }

    private MemorySettings memory() {
        return new MemorySettings(
                values.get(FleetKeys.FLEET_VRAM_DOWNGRADE),
                values.get(FleetKeys.FLEET_LOW_VRAM_TIMEOUT),
                values.get(FleetKeys.FLEET_FREE_EVERY),
                values.get(FleetKeys.FLEET_VRAM_SAMPLES),
                values.get(FleetKeys.FLEET_WARM_UP),
                SmiKeys.read(values));
    }

    private InstanceSettings instance(int place) {
        return new InstanceSettings(
                values.get(FleetKeys.INSTANCE_ID, place),
                values.get(FleetKeys.INSTANCE_URL, place),
                values.get(FleetKeys.INSTANCE_SLOTS, place),
                values.find(FleetKeys.INSTANCE_OUTPUT_DIRECTORY, place).orElse(null));
    }

    private LlmSettings llm() {
        return new LlmSettings(
                values.places(KnownSettings.PROVIDER_URL).stream()
                        .map(this::provider)
                        .toList(),
                values.get(KnownSettings.LLM_TEMPERATURE),
                values.get(KnownSettings.LLM_SEED),
                values.get(KnownSettings.LLM_TIMEOUT),
                values.get(KnownSettings.LLM_MAX_TOKENS),
                values.get(KnownSettings.LLM_MAX_CONCURRENT),
                values.get(KnownSettings.LLM_LOCK_WAIT),
                values.get(KnownSettings.LLM_RETRY_DELAY),
                values.get(KnownSettings.LLM_SKIP_HEALTH_CHECK),
                values.get(KnownSettings.LLM_REVIEW),
                values.get(KnownSettings.LLM_STREAM));
    }

    private ProviderSettings provider(int place) {
        URI url = values.get(KnownSettings.PROVIDER_URL, place);
        return new ProviderSettings(
                values.get(KnownSettings.PROVIDER_ID, place),
                url,
                values.get(KnownSettings.PROVIDER_MODEL, place),
                values.find(KnownSettings.PROVIDER_HEALTH_URL, place).orElse(null),
                values.get(KnownSettings.PROVIDER_FORMAT, place).at(url));
    }
}
