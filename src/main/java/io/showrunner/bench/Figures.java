package io.showrunner.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the runs of all servers say about whoever gave them their work.
 *
 * @param gpuBusyRatio time in which a server executed, of the time from its first start to its last end, all servers
 *     together; null without runs
 * @param makespanOverIdeal from the first start to the last end anywhere, over the shortest time in which so many servers
 *     can do this work: an equal share, or the longest scene
 * @param gapMs from the end of a prompt to the start of the next one on the same server
 * @param notifyMs from the end of a prompt on its server to the moment in which the pipeline knew
 * @param publishMs from the end of a prompt on its server to its published frames
 */
record Figures(
        Double gpuBusyRatio, Double makespanOverIdeal, Percentiles gapMs, Percentiles notifyMs, Percentiles publishMs) {

    /** @param gpus how many servers there are, those that had nothing to do included */
    static Figures of(int gpus, List<GpuRun> runs, List<SceneEnd> scenes) {
        Collection<List<GpuRun>> byGpu = runs.stream()
                .sorted(Comparator.comparing(GpuRun::started))
                .collect(Collectors.groupingBy(GpuRun::gpu))
                .values();
        Map<String, Instant> ends = runs.stream().collect(Collectors.toMap(GpuRun::promptId, GpuRun::ended));
        return new Figures(
                runs.isEmpty() ? null : busyRatio(byGpu, runs),
                runs.isEmpty() ? null : makespanOverIdeal(gpus, runs),
                Percentiles.of(byGpu.stream().flatMap(gpu -> gaps(gpu).stream()).toList()),
                Percentiles.of(since(ends, scenes, SceneEnd::seen)),
                Percentiles.of(since(ends, scenes, SceneEnd::published)));
    }

    private static double busyRatio(Collection<List<GpuRun>> byGpu, List<GpuRun> runs) {
        Duration spans = byGpu.stream().map(Figures::span).reduce(Duration.ZERO, Duration::plus);
        return ratio(sum(runs), spans);
    }

    private static double makespanOverIdeal(int gpus, List<GpuRun> runs) {
        Duration share = sum(runs).dividedBy(gpus);
        Duration longest =
                runs.stream().map(GpuRun::time).max(Comparator.naturalOrder()).orElseThrow();
        return ratio(span(runs), share.compareTo(longest) > 0 ? share : longest);
    }

    /** Servers execute one prompt after the other, so in the order of their starts the last one ends last. */
    private static List<Duration> gaps(List<GpuRun> ofOneGpu) {
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < ofOneGpu.size(); i++) {
            gaps.add(Duration.between(
                    ofOneGpu.get(i - 1).ended(), ofOneGpu.get(i).started()));
        }
        return gaps;
    }

    private static List<Duration> since(
            Map<String, Instant> ends, List<SceneEnd> scenes, Function<SceneEnd, Instant> moment) {
        return scenes.stream()
                .filter(scene -> moment.apply(scene) != null && ends.containsKey(scene.promptId()))
                .map(scene -> Duration.between(ends.get(scene.promptId()), moment.apply(scene)))
                .toList();
    }

    private static Duration span(List<GpuRun> runs) {
        Instant first = runs.stream()
                .map(GpuRun::started)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last =
                runs.stream().map(GpuRun::ended).max(Comparator.naturalOrder()).orElseThrow();
        return Duration.between(first, last);
    }

    private static Duration sum(List<GpuRun> runs) {
        return runs.stream().map(GpuRun::time).reduce(Duration.ZERO, Duration::plus);
    }

    private static double ratio(Duration part, Duration whole) {
        return (double) part.toNanos() / whole.toNanos();
    }
}
