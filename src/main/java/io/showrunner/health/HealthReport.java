package io.showrunner.health;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.showrunner.writer.Capability;
import io.showrunner.writer.EndpointFacts;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * Whether stories can be made right now (K1 to K5). What was not measured is null and left out.
 *
 * @param overall {@code UNHEALTHY} when any component failed, else {@code HEALTHY}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HealthReport(
        Instant timestamp,
        String overall,
        Gpu gpu,
        Llm llm,
        @JsonProperty("comfyui") ComfyUi comfyUi,
        Disk disk,
        Broker broker,
        Capacity capacity) {

    /** Draws the conclusion from the components. */
    static HealthReport of(
            Instant timestamp, Gpu gpu, Llm llm, ComfyUi comfyUi, Disk disk, Broker broker, Capacity capacity) {
        boolean failed = List.of(gpu.status(), llm.status(), comfyUi.status(), disk.status())
                        .contains(Status.FAILED)
                || (broker != null && broker.status() == Status.FAILED);
        return new HealthReport(timestamp, failed ? "UNHEALTHY" : "HEALTHY", gpu, llm, comfyUi, disk, broker, capacity);
    }

    /** True when no component failed. */
    @JsonProperty("healthy")
    public boolean isHealthy() {
        return overall.equals("HEALTHY");
    }

    /**
     * K1.
     *
     * @param minimumMb what must be free (Q9)
     * @param freeMb of the GPU with most free memory
     * @param totalMb of the same GPU
     * @param source where the figures come from
     * @param gpus one for each ComfyUI instance
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Gpu(Status status, int minimumMb, Long freeMb, Long totalMb, String source, List<GpuState> gpus) {}

    /** One GPU, as its ComfyUI instance reports it; memory in MB. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GpuState(String instance, Status status, String name, Long freeMb, Long totalMb, String message) {}

    /**
     * K2.
     *
     * @param message what the state means for stories; null when there is nothing to say
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Llm(Status status, String message, List<ProviderState> providers) {}

    /**
     * One LLM endpoint.
     *
     * @param models how many it lists; null when it did not answer
     * @param learned what stories have taught about it
     * @param chat whether it says anything; null when it was not asked to
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProviderState(
            String id,
            URI url,
            Status status,
            Long latencyMs,
            Integer models,
            String model,
            boolean modelPresent,
            String message,
            Learned learned,
            Chat chat) {
        ProviderState withMessage(String other) {
            return new ProviderState(id, url, status, latencyMs, models, model, modelPresent, other, learned, chat);
        }

        ProviderState withLearned(Learned other) {
            return new ProviderState(id, url, status, latencyMs, models, model, modelPresent, message, other, chat);
        }

        ProviderState withChat(Chat other) {
            return new ProviderState(id, url, status, latencyMs, models, model, modelPresent, message, learned, other);
        }
    }

    /**
     * What stories have taught about an endpoint; null for what is not known.
     *
     * @param structuredOutput {@code json_schema} or {@code none}
     * @param thinking whether its model was seen to think
     * @param contextTokens that a question and its answer may have together
     * @param budgets what does not fit the settings
     * @param words the same for a person
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Learned(
            String structuredOutput,
            Boolean streaming,
            Boolean thinking,
            Double tokensPerSecond,
            Integer contextTokens,
            List<String> budgets,
            @JsonIgnore String words) {
        static Learned of(EndpointFacts facts, List<String> budgets) {
            boolean isAnswered = facts.tokensPerSecond() != null || !facts.can().isEmpty();
            Boolean unseen = isAnswered ? Boolean.FALSE : null;
            return new Learned(
                    facts.structuredOutput(),
                    facts.can().get(Capability.STREAMING),
                    facts.thoughts() == null ? unseen : Boolean.TRUE,
                    facts.tokensPerSecond(),
                    facts.contextTokens(),
                    budgets,
                    facts.words());
        }
    }

    /** What came of asking an endpoint for a few words; a failure alone fails nothing, for the model may be loading. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Chat(Status status, Long latencyMs, String message) {}

    /**
     * K3.
     *
     * @param depth prompts in all queues together, anyone's
     * @param version of the first instance that answered
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ComfyUi(Status status, Integer depth, String version, List<InstanceState> instances) {}

    /** One ComfyUI server. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record InstanceState(
            String id, URI url, Status status, Integer depth, String version, Long latencyMs, String message) {}

    /**
     * The file system with least room of those that the application writes to.
     *
     * @param freeMb null when the file system does not say
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Disk(Status status, long minimumMb, Long freeMb, String folder, String message) {}

    /**
     * The server that has the queues; there is none when they are embedded.
     *
     * @param message why it cannot be used; null when it can
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Broker(Status status, String address, String message) {}

    /** Where the installation is not what its capacity profile says; a difference alone fails nothing. */
    public record Capacity(Status status, String profile, List<String> differences) {}
}
