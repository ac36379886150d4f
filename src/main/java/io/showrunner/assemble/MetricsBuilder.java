package io.showrunner.assemble;

import io.showrunner.assemble.SystemReport.ComfyUiStats;
import io.showrunner.assemble.SystemReport.GpuAfter;
import io.showrunner.assemble.SystemReport.GpuBefore;
import io.showrunner.assemble.SystemReport.InstanceMetrics;
import io.showrunner.assemble.SystemReport.LlmStats;
import io.showrunner.assemble.SystemReport.ResourceMetrics;
import io.showrunner.story.GpuReading;
import io.showrunner.story.LlmReport;
import io.showrunner.story.RenderReport;
import io.showrunner.story.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sums up what a story took from every GPU and from the language model, with early warnings (R15). */
final class MetricsBuilder {
    private static final double DEPTH_WARNING = 0.60;
    private static final double LLM_WARNING = 0.75;

    private final Knobs knobs;
    private final List<String> warnings = new ArrayList<>();

    MetricsBuilder(Knobs knobs) {
        this.knobs = knobs;
    }

    SystemReport of(Story story, List<SceneHistory> scenes) {
        List<InstanceMetrics> instances = byInstance(scenes).entrySet().stream()
                .map(entry -> instance(entry.getKey(), entry.getValue()))
                .toList();
        InstanceMetrics first = instances.isEmpty() ? nothingRendered() : instances.get(0);
        LlmStats llm = llm(story.llm());
        return new SystemReport(
                new ResourceMetrics(
                        first.gpuHealthBefore(), first.gpuHealthAfter(), first.comfyUiStats(), llm, instances),
                List.copyOf(warnings));
    }

    private static Map<String, List<Attempt>> byInstance(List<SceneHistory> scenes) {
        return scenes.stream()
                .flatMap(scene -> scene.attempts().stream())
                .filter(attempt -> !attempt.job().isReused())
                .filter(attempt -> attempt.render() != null && attempt.render().queueStart() != null)
                .sorted(Comparator.comparing(attempt -> attempt.render().queueStart()))
                .collect(Collectors.groupingBy(
                        attempt -> attempt.job().instanceId(), LinkedHashMap::new, Collectors.toList()));
    }

    private InstanceMetrics nothingRendered() {
        warnings.add(
                "NOTHING_RENDERED: no server rendered a prompt of this story to its end; all GPU figures are null");
        return new InstanceMetrics(
                null,
                new GpuBefore(GpuReading.missing().name(), null, null, null, null),
                new GpuAfter(null, null, null),
                new ComfyUiStats(null, null, null, 0));
    }

    private InstanceMetrics instance(String id, List<Attempt> attempts) {
        List<RenderReport> renders = attempts.stream().map(Attempt::render).toList();
        GpuReading before = known(renders.get(0).gpuBefore());
        GpuReading after = known(renders.get(renders.size() - 1).gpuAfter());
        if (before.utilizationPercent() == null || after.utilizationPercent() == null) {
            warnings.add("GPU_UTILIZATION_UNKNOWN: " + id
                    + " was not read with nvidia-smi, which alone knows it; UtilizationPercent is null");
        }
        if (before.vramFree() == null || after.vramFree() == null) {
            warnings.add("VRAM_UNKNOWN: " + id + " gave no VRAM figures before or after; what is missing is null");
        }
        Double free = Figures.megabytes(before.vramFree());
        Double freeAfter = Figures.megabytes(after.vramFree());
        return new InstanceMetrics(
                id,
                new GpuBefore(
                        before.name(), Figures.megabytes(before.vramTotal()), free, free, before.utilizationPercent()),
                new GpuAfter(freeAfter, freeAfter, after.utilizationPercent()),
                stats(id, renders, scenes(attempts)));
    }

    private static int scenes(List<Attempt> attempts) {
        return (int) attempts.stream()
                .map(attempt -> attempt.job().sceneId())
                .distinct()
                .count();
    }

    private ComfyUiStats stats(String id, List<RenderReport> renders, int scenes) {
        Double execution = averageExecution(renders);
        if (execution == null) {
            warnings.add("EXECUTION_TIME_UNKNOWN: no prompt of this story succeeded on " + id
                    + " and told its times; AverageExecutionTime is null");
        }
        QueueDepth depth = QueueDepth.of(renders);
        if (depth == null) {
            warnings.add("QUEUE_DEPTH_UNKNOWN: the ends of the prompts on " + id + " are not known; depths are null");
            return new ComfyUiStats(null, null, execution, scenes);
        }
        int limit = knobs.fleet().maxQueueDepth();
        if (depth.max() >= DEPTH_WARNING * limit) {
            warnings.add("QUEUE_DEPTH: " + id + " held " + depth.max() + " prompts of this story at once, "
                    + percent(depth.max(), limit) + " % of the limit of " + limit
                    + "; add a server, or raise showrunner.fleet.max-queue-depth");
        }
        return new ComfyUiStats(depth.average(), depth.max(), execution, scenes);
    }

    private static Double averageExecution(List<RenderReport> renders) {
        return Figures.mean(renders.stream()
                .filter(render -> render.failureKind() == null && render.tellsExecution())
                .map(render -> Duration.between(render.executionStart(), render.executionEnd()))
                .toList());
    }

    private LlmStats llm(LlmReport report) {
        if (report == null) {
            warnings.add("LLM_UNKNOWN: story.json does not say how the model was asked; its figures are null");
            return new LlmStats(null, null, null, null);
        }
        explain(report);
        Double average = average(report);
        double limit = knobs.llmTimeout().toMillis() / 1000.0;
        if (average != null && average >= LLM_WARNING * limit) {
            warnings.add("LLM_SLOW: " + average + " s on average for an answer of the language model, "
                    + percent(average, limit) + " % of the timeout of " + Figures.seconds(knobs.llmTimeout())
                    + " s; take a smaller model, lower showrunner.llm.max-tokens, or raise showrunner.llm.timeout");
        }
        return new LlmStats(report.attempts(), average, hitRatio(report), timeouts(report));
    }

    private void explain(LlmReport report) {
        if (report.attempts() == 0) {
            warnings.add("LLM_NOT_ASKED: no request was sent to a language model; AverageResponseTime is null");
        }
        if (report.cacheHit() == null) {
            warnings.add("LLM_CACHE_NOT_ASKED: the prompt cache was not asked for this story; CacheHitRatio is null");
        }
    }

    private static Double hitRatio(LlmReport report) {
        if (report.cacheHit() == null) {
            return null;
        }
        return report.cacheHit() ? 1.0 : 0.0;
    }

    /** An older version kept the time from the first request to the last answer only, with the pauses in it. */
    private static Double average(LlmReport report) {
        Long all = report.answersMs() == null ? report.durationMs() : report.answersMs();
        return report.attempts() == 0 || all == null ? null : Figures.hundredths(all / 1000.0 / report.attempts());
    }

    private Integer timeouts(LlmReport report) {
        if (report.timeouts() != null) {
            return report.timeouts();
        }
        if (report.attempts() == 0 || (report.attempts() == 1 && "success".equals(report.status()))) {
            return 0;
        }
        warnings.add("LLM_TIMEOUTS_UNKNOWN: story.json does not say how each request to the language model ended ("
                + report.attempts() + " sent); TimeoutCount is null");
        return null;
    }

    private static long percent(double part, double whole) {
        return Math.round(100 * part / whole);
    }

    private static GpuReading known(GpuReading reading) {
        return reading == null ? GpuReading.missing() : reading;
    }
}
