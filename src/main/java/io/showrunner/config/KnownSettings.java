package io.showrunner.config;

import static io.showrunner.config.Setting.setting;
import static io.showrunner.config.ValueType.count;
import static io.showrunner.config.ValueType.path;
import static io.showrunner.config.ValueType.time;
import static io.showrunner.config.ValueType.url;

import io.showrunner.config.Settings.InboxSettings.Mode;
import io.showrunner.config.UpkeepSettings.AfterCrash;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every setting, once: its key, its range, its names in the reference system. What it means and its default stand in the
 * shipped file.
 */
final class KnownSettings {
    static final Setting<Path> INBOX = setting("showrunner.inbox", path());
    static final Setting<Mode> INBOX_MODE = setting("showrunner.inbox.mode", ValueType.oneOf(Mode.class));
    static final Setting<Duration> INBOX_QUIET_FOR = setting("showrunner.inbox.quiet-for", time("100ms", "1h", "2s"));
    static final Setting<Path> STORIES = setting("showrunner.stories", path());
    static final Setting<Path> DATA = setting("showrunner.data", path());

    static final Setting<Long> BRIEF_MAX_SIZE =
            setting("showrunner.brief.max-size", ValueType.size("1KB", "64MB", "256KB"));
    static final Setting<Integer> BRIEF_QUEUE_DEPTH = setting("showrunner.brief.queue-depth", count(1, 1_000_000));

    static final Setting<Duration> SCENE_MAX_WAIT =
            setting("showrunner.scene.max-wait", time("1s", "24h", "600s")).alias("SCENE_MAX_WAIT_SECONDS", "s");
    static final Setting<Integer> SCENE_HISTORY_MAX_ATTEMPTS = setting(
                    "showrunner.scene.history-max-attempts", count(0, 1_000_000))
            .alias("SCENE_HISTORY_MAX_ATTEMPTS", "");
    static final Setting<Duration> SCENE_HISTORY_POLL_INTERVAL = setting(
                    "showrunner.scene.history-poll-interval", time("1s", "10m", "2s"))
            .alias("SCENE_HISTORY_POLL_INTERVAL_SECONDS", "s");
    static final Setting<Integer> SCENE_RETRY_BUDGET =
            setting("showrunner.scene.retry-budget", count(0, 100)).alias("SCENE_RETRY_BUDGET", "");
    static final Setting<Duration> SCENE_POST_EXECUTION_TIMEOUT = setting(
                    "showrunner.scene.post-execution-timeout", time("0s", "1h", "30s"))
            .alias("SCENE_POST_EXECUTION_TIMEOUT_SECONDS", "s");
    static final Setting<Duration> SCENE_STABILITY_WINDOW = setting(
                    "showrunner.scene.stability-window", time("0s", "10m", "2s"))
            .alias("SCENE_STABILITY_WINDOW_SECONDS", "s");
    static final Setting<Integer> SCENE_STABILITY_RETRIES =
            setting("showrunner.scene.stability-retries", count(1, 1000)).alias("SCENE_STABILITY_RETRIES", "");
    static final Setting<Duration> SCENE_DONE_MARKER_TIMEOUT = setting(
                    "showrunner.scene.done-marker-timeout", time("0s", "1h", "60s"))
            .alias("DONE_MARKER_WAIT_SECONDS", "s");
    static final Setting<Duration> SCENE_FRAME_WAIT_TIMEOUT = setting(
                    "showrunner.scene.frame-wait-timeout", time("0s", "24h", "300s"))
            .alias("SCENE_FRAME_WAIT_TIMEOUT_SECONDS", "s");
    static final Setting<Integer> SCENE_FRAMES_AT_ONCE = setting("showrunner.scene.frames-at-once", count(1, 32));
    static final Setting<Duration> SCENE_MAX_QUEUE_WAIT =
            setting("showrunner.scene.max-queue-wait", time("1s", "24h", "30m"));
    static final Setting<Duration> SCENE_AGEING = setting("showrunner.scene.ageing", time("1s", "24h", "30m"));
    static final Setting<Integer> SCENE_QUEUE_DEPTH = setting("showrunner.scene.queue-depth", count(1, 100_000));
    static final Setting<Integer> SCENE_SILENCE_FACTOR = setting("showrunner.scene.silence.factor", count(0, 1000));
    static final Setting<Duration> SCENE_SILENCE_LEAST =
            setting("showrunner.scene.silence.least", time("1s", "24h", "60s"));

    static final Setting<String> PROVIDER_ID =
            setting("showrunner.llm.providers[n].id", ValueType.kebabCase()).whenAbsent("llm#");
    static final Setting<URI> PROVIDER_URL = setting(
                    "showrunner.llm.providers[n].url", url("http://127.0.0.1:1234/v1/chat/completions"))
            .alias("LOCAL_STORY_PROVIDER_URL", "showrunner.llm.providers[0].url", "")
            .alias("LLM_FALLBACK_URL", "showrunner.llm.providers[1].url", "");
    static final Setting<String> PROVIDER_MODEL = setting(
                    "showrunner.llm.providers[n].model", ValueType.word("the id of a model, such as mistral"))
            .alias("LOCAL_LLM_MODEL", "showrunner.llm.providers[0].model", "")
            .alias("LLM_FALLBACK_MODEL", "showrunner.llm.providers[1].model", "");
    static final Setting<URI> PROVIDER_HEALTH_URL = setting(
                    "showrunner.llm.providers[n].health-url", url("http://127.0.0.1:1234/v1/models"))
            .alias("LOCAL_LLM_HEALTHCHECK_URL", "showrunner.llm.providers[0].health-url", "")
            .orNone();

    static final Setting<RequestFormat> PROVIDER_FORMAT = setting(
                    "showrunner.llm.providers[n].format", ValueType.oneOf(RequestFormat.class))
            .alias("LOCAL_LLM_REQUEST_FORMAT", "showrunner.llm.providers[0].format", "")
            .whenAbsent("auto");

    static final Setting<Double> LLM_TEMPERATURE =
            setting("showrunner.llm.temperature", ValueType.decimal(0, 2)).alias("LOCAL_LLM_TEMPERATURE", "");
    static final Setting<Long> LLM_SEED =
            setting("showrunner.llm.seed", ValueType.wholeNumber(0)).alias("LOCAL_LLM_SEED", "");
    static final Setting<Duration> LLM_TIMEOUT =
            setting("showrunner.llm.timeout", time("1s", "1h", "120s")).alias("LOCAL_LLM_TIMEOUT_MS", "ms");
    static final Setting<Integer> LLM_MAX_TOKENS =
            setting("showrunner.llm.max-tokens", count(50, 131_072)).alias("LLM_MAX_TOKENS", "");
    static final Setting<Integer> LLM_MAX_CONCURRENT =
            setting("showrunner.llm.max-concurrent", count(1, 3)).alias("LLM_MAX_CONCURRENT", "");
    static final Setting<Duration> LLM_LOCK_WAIT =
            setting("showrunner.llm.lock-wait", time("0s", "1h", "120s")).alias("LLM_LOCK_WAIT_MS", "ms");
    static final Setting<Duration> LLM_RETRY_DELAY = setting("showrunner.llm.retry-delay", time("0s", "10m", "5s"));
    static final Setting<Boolean> LLM_STREAM = setting("showrunner.llm.stream", ValueType.yesOrNo());
    static final Setting<Boolean> LLM_SKIP_HEALTH_CHECK =
            setting("showrunner.llm.skip-health-check", ValueType.yesOrNo()).alias("LOCAL_LLM_SKIP_HEALTHCHECK", "");
    static final Setting<Boolean> LLM_REVIEW = setting("showrunner.llm.review", ValueType.yesOrNo());

    static final Setting<String> WORKFLOW_DEFAULT = setting("showrunner.workflow.default", ValueType.workflow());
    static final Setting<Path> WORKFLOW_FOLDER = setting("showrunner.workflow.folder", path());
    static final Setting<Integer> WORKFLOW_STEPS =
            setting("showrunner.workflow.steps", count(1, 10_000)).orNone();
    static final Setting<Double> WORKFLOW_CFG =
            setting("showrunner.workflow.cfg", ValueType.decimal(0, 100)).orNone();
    static final Setting<Integer> WORKFLOW_MOTION_BUCKET_ID =
            setting("showrunner.workflow.motion-bucket-id", count(1, 1023)).orNone();
    static final Setting<String> WORKFLOW_CHECKPOINT_IMAGE =
            setting("showrunner.workflow.checkpoint-image", ValueType.model()).orNone();
    static final Setting<String> WORKFLOW_CHECKPOINT_SVD =
            setting("showrunner.workflow.checkpoint-svd", ValueType.model()).orNone();

    static final Setting<Long> DISK_MIN_FREE =
            setting("showrunner.disk.min-free", ValueType.size("0MB", "1024GB", "1GB"));
    static final Setting<Duration> DISK_CHECK_INTERVAL =
            setting("showrunner.disk.check-interval", time("1s", "1h", "10s"));
    static final Setting<Duration> HEALTH_REPORT_INTERVAL =
            setting("showrunner.health.report-interval", time("1s", "24h", "5m"));
    static final Setting<AfterCrash> START_AFTER_CRASH =
            setting("showrunner.start.after-crash", ValueType.oneOf(AfterCrash.class));
    static final Setting<Integer> RETENTION_KEEP_LAST = setting("showrunner.retention.keep-last", count(0, 1_000_000));
    static final Setting<Integer> RETENTION_KEEP_DAYS = setting("showrunner.retention.keep-days", count(0, 36_500));

    private static final List<Setting<?>> OWN = List.of(
            INBOX,
            INBOX_MODE,
            INBOX_QUIET_FOR,
            STORIES,
            DATA,
            BRIEF_MAX_SIZE,
            BRIEF_QUEUE_DEPTH,
            SCENE_MAX_WAIT,
            SCENE_HISTORY_MAX_ATTEMPTS,
            SCENE_HISTORY_POLL_INTERVAL,
            SCENE_RETRY_BUDGET,
            SCENE_POST_EXECUTION_TIMEOUT,
            SCENE_STABILITY_WINDOW,
            SCENE_STABILITY_RETRIES,
            SCENE_DONE_MARKER_TIMEOUT,
            SCENE_FRAME_WAIT_TIMEOUT,
            SCENE_FRAMES_AT_ONCE,
            SCENE_MAX_QUEUE_WAIT,
            SCENE_AGEING,
            SCENE_QUEUE_DEPTH,
            SCENE_SILENCE_FACTOR,
            SCENE_SILENCE_LEAST,
            PROVIDER_ID,
            PROVIDER_URL,
            PROVIDER_MODEL,
            PROVIDER_HEALTH_URL,
            PROVIDER_FORMAT,
            LLM_TEMPERATURE,
            LLM_SEED,
            LLM_TIMEOUT,
            LLM_MAX_TOKENS,
            LLM_MAX_CONCURRENT,
            LLM_LOCK_WAIT,
            LLM_RETRY_DELAY,
            LLM_SKIP_HEALTH_CHECK,
            LLM_REVIEW,
            LLM_STREAM,
            WORKFLOW_DEFAULT,
            WORKFLOW_FOLDER,
            WORKFLOW_STEPS,
            WORKFLOW_CFG,
            WORKFLOW_MOTION_BUCKET_ID,
            WORKFLOW_CHECKPOINT_IMAGE,
            WORKFLOW_CHECKPOINT_SVD,
            DISK_MIN_FREE,
            DISK_CHECK_INTERVAL,
            HEALTH_REPORT_INTERVAL,
            START_AFTER_CRASH,
            RETENTION_KEEP_LAST,
            RETENTION_KEEP_DAYS);

    static final List<Setting<?>> ALL = Stream.of(
                    OWN,
                    FleetKeys.ALL,
                    SmiKeys.ALL,
                    ForecastKeys.ALL,
                    CapacityKeys.ALL,
                    AlertKeys.ALL,
                    ApprovalKeys.ALL,
                    BrokerKeys.ALL,
                    CallbackKeys.ALL,
                    ClusterKeys.ALL,
                    TraceKeys.ALL,
                    CardKeys.ALL,
                    CacheKeys.ALL,
                    SceneCacheKeys.ALL,
                    CredentialKeys.ALL,
                    FilmKeys.ALL,
                    PublishKeys.ALL,
                    HttpKeys.ALL,
                    TlsKeys.ALL,
                    LlmOutageKeys.ALL)
            .flatMap(List::stream)
            .toList();

    private KnownSettings() {}
}
