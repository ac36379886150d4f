package io.showrunner.chaos;

import java.util.List;
import java.util.Map;

/**
 * What a run under force came to.
 *
 * @param figures what was done, in the order of the table
 * @param findings what came out about the invariants
 */
public record ChaosReport(Map<String, String> figures, List<Finding> findings) {
    public ChaosReport {
        findings = List.copyOf(findings);
    }

    /** True when every invariant holds. */
    public boolean holds() {
        return findings.stream().allMatch(Finding::holds);
    }

    /** The report as Markdown. */
    public String table() {
        StringBuilder table = new StringBuilder("| what | |\n| --- | --- |\n");
        figures.forEach((what, figure) -> row(table, what, figure));
        table.append("| **must be 0** | |\n");
        findings.forEach(finding -> row(
                table,
                "broken: " + finding.promise(),
                Integer.toString(finding.violations().size())));
        return table.toString();
    }

    private static void row(StringBuilder table, String what, String figure) {
        table.append("| ").append(what).append(" | ").append(figure).append(" |\n");
    }
}
