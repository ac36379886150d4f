package io.showrunner.assemble;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * The run as a whole.
 *
 * @param warnings sentences; each starts with its stable code
 */
@JsonNaming(UpperCamelCaseStrategy.class)
record SystemReport(ResourceMetrics resourceMetrics, List<String> warnings) {

    /**
     * What the story took. The first three are about the first GPU used; {@code instances} has them for every GPU.
     *
     * @param instances one per GPU used, in the order of first use
     */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record ResourceMetrics(
            @JsonProperty("GPUHealthBefore") GpuBefore gpuHealthBefore,
            @JsonProperty("GPUHealthAfter") GpuAfter gpuHealthAfter,
            @JsonProperty("ComfyUIStats") ComfyUiStats comfyUiStats,
            @JsonProperty("LLMStats") LlmStats llmStats,
            List<InstanceMetrics> instances) {}

    /** One GPU. */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record InstanceMetrics(
            String instanceId,
            @JsonProperty("GPUHealthBefore") GpuBefore gpuHealthBefore,
            @JsonProperty("GPUHealthAfter") GpuAfter gpuHealthAfter,
            @JsonProperty("ComfyUIStats") ComfyUiStats comfyUiStats) {}

    /** A GPU before its first prompt; memory in MB under both names. */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record GpuBefore(
            String name,
            Double vramTotalMB,
            Double vramFreeBefore,
            Double vramFreeBeforeMB,
            Integer utilizationPercent) {}

    /** A GPU after its last prompt; memory in MB under both names. */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record GpuAfter(Double vramFreeAfter, Double vramFreeAfterMB, Integer utilizationPercent) {}

    /**
     * The story's own prompts on one instance; those of others are not in it.
     *
     * @param averageQueueDepth prompts there at once, weighted by time
     * @param averageExecutionTime seconds by the server's clock, of prompts that succeeded; null when none did
     * @param totalScenesProcessed different scenes with a prompt there that was followed to its end
     */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record ComfyUiStats(
            Double averageQueueDepth, Integer maxQueueDepth, Double averageExecutionTime, int totalScenesProcessed) {}

    /**
     * The requests that wrote the story.
     *
     * @param averageResponseTime seconds
     * @param cacheHitRatio 0 to 1
     */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record LlmStats(Integer totalRequests, Double averageResponseTime, Double cacheHitRatio, Integer timeoutCount) {}
}
