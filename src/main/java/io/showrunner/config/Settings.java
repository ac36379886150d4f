package io.showrunner.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Every setting of the application, typed and checked. Made once at start; a wrong value stops
 * the start. Each component is one area of {@code showrunner.<area>.<what>}.
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
        List<InstanceSettings> instances,
        LlmSettings llm,
        WorkflowSettings workflow,
        BrokerSettings broker) {

    /**
     * {@code showrunner.inbox.*}.
     *
     * @param mode how a finished file is told from one still being written
     * @param quietFor how long a file must not have changed before it is taken
     */
    public record InboxSettings(Mode mode, Duration quietFor) {
        /** QUIET: unchanged for a while. READY_FILE: only when {@code <brief>.ready} lies beside it. OFF: not watched. */
        public enum Mode {
            QUIET,
            READY_FILE,
            OFF
        }
    }

    /**
     * {@code showrunner.http.*}.
     *
     * @param token required as {@code Authorization: Bearer} when set; must be set to bind beyond loopback; empty for none
     */
    public record HttpSettings(String host, int port, String token) {}

    /**
     * {@code showrunner.brief.*}.
     *
     * @param maxSize bytes of one brief
     * @param queueDepth briefs that may wait before new ones are refused
     */
    public record BriefSettings(long maxSize, int queueDepth) {}

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
            int queueDepth) {}

    /**
     * {@code showrunner.fleet.*}.
     *
     * @param probeInterval Q8
     * @param minAvailableVram Q9, in MB (MiB)
     * @param maxQueueDepth Q10
     */
    public record FleetSettings(Duration probeInterval, int minAvailableVram, int maxQueueDepth) {}

    /**
     * {@code showrunner.comfyui.instances[n].*}: one ComfyUI server, which is one GPU.
     *
     * @param slots prompts kept there: one running, the rest waiting
     * @param outputDirectory the server's output folder when we can read it; null when frames come over {@code /view}
     */
    public record InstanceSettings(String id, URI url, int slots, Path outputDirectory) {}

    /**
     * {@code showrunner.llm.*}.
     *
     * @param maxTokens cap of one request
     * @param maxConcurrent L7
     * @param lockWait L8
     * @param retryDelay L3
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
            boolean skipHealthCheck) {}

    /**
     * {@code showrunner.llm.providers[n].*}: one OpenAI-compatible endpoint, asked in this order.
     *
     * @param url of the chat completions
     * @param healthUrl of the model list; derived from {@code url} when not set
     */
    public record ProviderSettings(String id, URI url, String model, URI healthUrl) {}

    /** {@code showrunner.workflow.*}: the template a brief gets that names none, and where the templates lie. */
    public record WorkflowSettings(String defaultWorkflow, Path folder) {}

    /** {@code showrunner.broker.*}: {@code embedded}, or the URL of an external broker. */
    public record BrokerSettings(String url) {}
}
