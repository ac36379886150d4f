package io.showrunner.telemetry;

import io.showrunner.story.GpuReading;
import java.util.ArrayList;
import java.util.List;

/** What nvidia-smi prints: a line for each card, {@code name, index, total MiB, free MiB, percent}. */
final class SmiTable {
    /** Makes it print that. */
    static final List<String> ARGUMENTS =
            List.of("--query-gpu=name,index,memory.total,memory.free,utilization.gpu", "--format=csv,noheader,nounits");

    private static final int COLUMNS = 5;
    private static final int MIB_BITS = 20;

    private SmiTable() {}

    /** The cards; a line that is none is left out, and a value that the card does not tell is null. */
    static List<GpuReading> read(String output) {
        List<GpuReading> cards = new ArrayList<>();
        for (String line : output.lines().toList()) {
            String[] cells = line.split(",");
            if (cells.length >= COLUMNS) {
                cards.add(card(cells));
            }
        }
        return List.copyOf(cards);
    }

    /** A name may have commas in it, the numbers have none. */
    private static GpuReading card(String[] cells) {
        int first = cells.length - COLUMNS + 1;
        String name = String.join(",", List.of(cells).subList(0, first)).strip();
        Integer index = number(cells[first]);
        Integer percent = number(cells[first + 3]);
        return new GpuReading(
                name.isEmpty() ? "Unknown" : name,
                "nvidia",
                index,
                bytes(number(cells[first + 1])),
                bytes(number(cells[first + 2])),
                percent,
                "nvidia-smi");
    }

    private static Long bytes(Integer mib) {
        return mib == null ? null : (long) mib << MIB_BITS;
    }

    /** Null for {@code [N/A]} and the like. */
    private static Integer number(String cell) {
        String digits = cell.strip();
        return digits.matches("\\d{1,9}") ? Integer.valueOf(digits) : null;
    }
}
