package io.showrunner.assemble;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.showrunner.assemble.PhaseExpectations.Expected;
import io.showrunner.story.MemoryReport;
import io.showrunner.story.RecoveryReport;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The video memory that a prompt took, as it was seen while it executed, beside what is expected.
 *
 * @param samples how often the memory was read
 * @param recovery the memory some seconds afterwards
 * @param note why something is null; null when nothing is
 */
@JsonNaming(UpperCamelCaseStrategy.class)
record MemoryUse(int samples, List<PhaseUse> phases, PhaseUse total, Recovery recovery, String note) {

    /**
     * One phase, or the whole prompt.
     *
     * @param peakUsed MB of the card in use at the worst moment seen, whoever used it
     * @param deviates true when more was taken than a fifth above what is expected
     */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record PhaseUse(
            String phase,
            Double seconds,
            @JsonProperty("PeakUsedMB") Double peakUsed,
            int samples,
            Double expectedSeconds,
            @JsonProperty("ExpectedPeakMB") Integer expectedPeak,
            Boolean deviates) {

        static PhaseUse of(String phase, Double seconds, Double peak, int samples, Expected expected) {
            return new PhaseUse(
                    phase,
                    seconds,
                    peak,
                    samples,
                    expected.seconds() == 0 ? null : Double.valueOf(expected.seconds()),
                    expected.peak(),
                    expected.isExceededBy(seconds, peak));
        }
    }

    /**
     * Whether the memory of before the prompt is free again (D6).
     *
     * @param recovered null when nobody could look, because another prompt ran or the story ended before
     */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record Recovery(Instant at, @JsonProperty("FreeMB") Double free, Boolean recovered, String note) {
        static Recovery of(RecoveryReport report) {
            return report == null
                    ? new Recovery(
                            null, null, null, "not seen: the next prompt began, or the story ended, within ten seconds")
                    : new Recovery(
                            report.when(), Figures.megabytes(report.free()), report.note() == null, report.note());
        }
    }

    /** Null when there is no report. */
    static MemoryUse of(MemoryReport report, RecoveryReport recovery, PhaseExpectations expectations) {
        if (report == null) {
            return null;
        }
        List<PhaseUse> phases = report.phases().stream()
                .map(phase -> PhaseUse.of(
                        phase.name(),
                        phase.seconds(),
                        used(report.total(), phase.leastFree()),
                        phase.samples(),
                        expectations.of(phase.name())))
                .toList();
        Double seconds = phases.stream()
                .map(PhaseUse::seconds)
                .filter(Objects::nonNull)
                .reduce(Double::sum)
                .map(Figures::hundredths)
                .orElse(null);
        return new MemoryUse(
                report.samples(),
                phases,
                PhaseUse.of(
                        "total",
                        seconds,
                        used(report.total(), report.leastFree()),
                        report.samples(),
                        expectations.total()),
                Recovery.of(recovery),
                report.note());
    }

    private static Double used(Long total, Long leastFree) {
        return total == null || leastFree == null ? null : Figures.megabytes(total - leastFree);
    }
}
