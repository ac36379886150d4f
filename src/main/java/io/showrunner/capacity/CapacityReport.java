package io.showrunner.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.showrunner.fleet.SceneRate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the installation is expected to do beside what it does, for {@code GET /api/capacity}.
 *
 * @param profile its name; null when none is named, as are the other parts of it
 * @param scenesPerGpu that a card holds at the same time
 * @param memory how that is reckoned
 * @param presets how each preset of briefs fits on a card: recommended, minimum or blocked
 * @param differences where the installation is not what the profile says
 * @param scene how long scenes take
 * @param answer how long the language model takes for an answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CapacityReport(
        String profile,
        CapacityProfile expected,
        Integer scenesPerGpu,
        String memory,
        Map<String, String> presets,
        List<String> differences,
        Compared scene,
        Compared answer,
        PerHour scenesPerHour,
        BacklogWatch.View backlog) {

    /**
     * An expectation and what was measured.
     *
     * @param expected range in seconds; null when there is no profile
     * @param measured how many were measured
     * @param average seconds
     * @param p95 seconds
     * @param warning that the average lies outside of what is expected
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Compared(Range expected, Range reference, int measured, Double average, Double p95, String warning) {

        static Compared of(String what, Range expected, Range reference, List<Double> seconds) {
            if (seconds.isEmpty()) {
                return new Compared(expected, reference, 0, null, null, null);
            }
            double average = SceneTimes.measured(seconds).orElseThrow().seconds();
            boolean differs = expected != null && (average < expected.from() || average > expected.to());
            String warning = differs
                    ? String.format(Locale.ROOT, "%s %.1f s on average, expected %s s", what, average, expected)
                    : null;
            return new Compared(expected, reference, seconds.size(), average, SceneTimes.p95(seconds), warning);
        }
    }

    /**
     * Scenes per hour (C8).
     *
     * @param theoretical of the servers that are up, by the profile
     * @param executed in the last hour
     * @param possible of the servers that are up, at the pace of that hour
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PerHour(Integer theoretical, int executed, Double possible) {}

    /**
     * The report of now.
     *
     * @param minFree MB of video memory that stay free
     */
    static CapacityReport of(
            String name,
            CapacityWatch watch,
            int minFree,
            Measured measured,
            BacklogWatch.View backlog,
            SceneRate.View rate) {
        Optional<CapacityProfile> profile = watch.profile();
        Optional<CapacityProfile.Scene> scene = profile.map(CapacityProfile::scene);
        return new CapacityReport(
                name,
                profile.orElse(null),
                profile.map(each -> each.gpu().mostScenes(minFree)).orElse(null),
                profile.map(each -> each.gpu().arithmetic(minFree)).orElse(null),
                profile.map(each -> each.gpu().fits()).orElse(null),
                watch.differences(),
                Compared.of(
                        "scenes take",
                        scene.map(CapacityProfile.Scene::expectedSeconds).orElse(null),
                        scene.map(CapacityProfile.Scene::referenceSeconds).orElse(null),
                        measured.sceneSeconds()),
                Compared.of(
                        "answers take",
                        profile.map(each -> each.llm().answerSeconds()).orElse(null),
                        null,
                        measured.answerSeconds()),
                new PerHour(
                        scene.map(each -> each.maxPerHour() * backlog.serversUp())
                                .orElse(null),
                        rate.executed(),
                        rate.possible()),
                backlog);
    }
}
