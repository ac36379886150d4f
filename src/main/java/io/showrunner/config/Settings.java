package io.showrunner.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Every setting of the application, {@code showrunner.<area>.<what>}, typed and checked. A wrong value stops the start.
 *
 * @param home folder that holds {@code routes/} and {@code config/}; relative paths are resolved against it
 * @param inbox where briefs are dropped
 * @param stories where stories are made
 * @param data what the application keeps for itself: broker journal, caches
 */
public record Settings(
        Path home,
        Path inbox,
        Path stories,
        Path data,
        InboxSettings inboxWatch,
        HttpSettings http,
        BriefSettings brief,
        SceneSettings scene,
        FleetSettings fleet,
        MemorySettings memory,
        ForecastSettings forecast,
        BreakerSettings breaker,
        List<InstanceSettings> instances,
        LlmSettings llm,
        Credentials credentials,
        LlmOutageSettings llmOutage,
        CardSettings card,
        CacheSettings cache,
        SceneCacheSettings sceneCache,
        WorkflowSettings workflow,
        BrokerSettings broker,
        ClusterSettings cluster,
        UpkeepSettings upkeep,
        CapacitySettings capacity,
        AlertSettings alerts,
        TraceSettings traces,
        ApprovalSettings approval,
        CallbackSettings callback,
        FilmSettings film,
        PublishSettings publish) {

    /** Takes absolute folders and a copy of the list. */
    public Settings {
        absolute(home, "home");
        absolute(inbox, "inbox");
        absolute(stories, "stories");
        absolute(data, "data");
        instances = List.copyOf(instances);
    }

    /**
     * {@code showrunner.inbox.*}.
     *
     * @param mode how a finished file is told from one still being written
     * @param quietFor how long a file must not have changed before it is taken
     */
    public record InboxSettings(Mode mode, Duration quietFor) {
        /** Refuses a negative time. */
        public InboxSettings {
            notNegative(quietFor, "quietFor");
        }

        /** QUIET: unchanged for a while. READY_FILE: only when {@code <brief>.ready} lies beside it. OFF: not watched. */
        public enum Mode {
            QUIET,
            READY_FILE,
            OFF
        }
    }

    /**
     * {@code showrunner.brief.*}.
     *
     * @param maxSize bytes of one brief
     * @param queueDepth briefs that may wait before new ones are refused
     */
    public record BriefSettings(long maxSize, int queueDepth) {
        /** Refuses limits that let nothing through. */
        public BriefSettings {
            between(maxSize, 1, Long.MAX_VALUE, "maxSize");
            between(queueDepth, 1, Integer.MAX_VALUE, "queueDepth");
        }
    }

    /**
     * {@code showrunner.scene.*}: the queue knobs Q1 to Q7.
     *
     * @param maxWait Q1, from the start of the execution
     * @param historyMaxAttempts Q2, 0 never limits
     * @param historyPollInterval Q3
     * @param retryBudget Q4, attempts after the first
     * @param postExecutionTimeout Q5
     * @param stabilityWindow Q6
     * @param stabilityRetries Q7
     * @param doneMarkerTimeout how long a marker made beside ComfyUI is waited for, in shared-directory mode
     * @param frameWaitTimeout how long all frames together may take to arrive
     * @param maxQueueWait how long a prompt may wait inside ComfyUI before its execution starts
     * @param queueDepth M10, scenes that may wait
     * @param silence when a scene that makes no progress is given up
     */
    public record SceneSettings(
            Duration maxWait,
            int historyMaxAttempts,
            Duration historyPollInterval,
            int retryBudget,
            Duration postExecutionTimeout,
            Duration stabilityWindow,
            int stabilityRetries,
            Duration doneMarkerTimeout,
            Duration frameWaitTimeout,
            Duration maxQueueWait,
            int queueDepth,
            SilenceSettings silence) {
        /** Refuses negative times and counts. */
        public SceneSettings {
            notNegative(maxWait, "maxWait");
            between(historyMaxAttempts, 0, Integer.MAX_VALUE, "historyMaxAttempts");
            notNegative(historyPollInterval, "historyPollInterval");
            between(retryBudget, 0, Integer.MAX_VALUE, "retryBudget");
            notNegative(postExecutionTimeout, "postExecutionTimeout");
            notNegative(stabilityWindow, "stabilityWindow");
            between(stabilityRetries, 1, Integer.MAX_VALUE, "stabilityRetries");
            notNegative(doneMarkerTimeout, "doneMarkerTimeout");
            notNegative(frameWaitTimeout, "frameWaitTimeout");
            notNegative(maxQueueWait, "maxQueueWait");
            between(queueDepth, 1, Integer.MAX_VALUE, "queueDepth");
        }
    }

    /**
     * {@code showrunner.comfyui.instances[n].*}: one ComfyUI server, which is one GPU.
     *
     * @param slots prompts kept there: one running, the rest waiting
     * @param outputDirectory the server's output folder when we can read it; null when frames come over {@code /view}
     */
    public record InstanceSettings(String id, URI url, int slots, Path outputDirectory) {
        /** Refuses an instance that takes nothing. */
        public InstanceSettings {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(url, "url");
            between(slots, 1, Integer.MAX_VALUE, "slots");
        }
    }

    /**
     * {@code showrunner.llm.*}.
     *
     * @param maxTokens cap of one request
     * @param maxConcurrent L7
     * @param lockWait L8
     * @param retryDelay L3
     * @param review whether a model looks once more at a story that it has written whole; no scene goes out before
     * @param stream true lets replies come while they are written
     */
    public record LlmSettings(
            List<ProviderSettings> providers,
            double temperature,
            long seed,
            Duration timeout,
            int maxTokens,
            int maxConcurrent,
            Duration lockWait,
            Duration retryDelay,
            boolean skipHealthCheck,
            boolean review,
            boolean stream) {
        /** Refuses negative times and counts; keeps a copy of the list. */
        public LlmSettings {
            providers = List.copyOf(providers);
            notNegative(timeout, "timeout");
            between(maxTokens, 1, Integer.MAX_VALUE, "maxTokens");
            between(maxConcurrent, 1, 3, "maxConcurrent");
            notNegative(lockWait, "lockWait");
            notNegative(retryDelay, "retryDelay");
        }
    }

    /**
     * {@code showrunner.llm.providers[n].*}: one OpenAI-compatible endpoint, asked in this order.
     *
     * @param url of the chat completions
     * @param healthUrl of the model list; null to derive it from {@code url}
     * @param format never AUTO
     */
    public record ProviderSettings(String id, URI url, String model, URI healthUrl, RequestFormat format) {
        /** Asked in the format that its URL tells. */
        public ProviderSettings(String id, URI url, String model, URI healthUrl) {
            this(id, url, model, healthUrl, RequestFormat.AUTO.at(url));
        }

        /** Refuses a provider without an address or model. */
        public ProviderSettings {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(url, "url");
            Objects.requireNonNull(model, "model");
        }
    }

    /** {@code showrunner.workflow.*}: the template of a brief that names none, where they lie, what they are given. */
    public record WorkflowSettings(String defaultWorkflow, Path folder, WorkflowValues values) {}

    private static void absolute(Path folder, String name) {
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException(name + " must be absolute: " + folder);
        }
    }

    static void notNegative(Duration time, String name) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + time);
        }
    }

    static void between(long value, long least, long most, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ": " + value);
        }
    }
}
