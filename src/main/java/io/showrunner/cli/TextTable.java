package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Rows under their headings, each column as wide as its widest text. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    /** Adds a row; what is null or missing is shown as {@code -}. */
    void add(JsonNode... cells) {
        rows.add(Arrays.stream(cells)
                .map(cell -> cell.asText().isEmpty() || cell.isNull() ? "-" : Terminal.plain(cell.asText()))
                .toList());
    }

    /** A time as people read it: without the fraction of its second. */
    static JsonNode toTheSecond(JsonNode time) {
        return TextNode.valueOf(time.asText().replaceFirst("\\.[0-9]+Z$", "Z"));
    }

    /** A number as people read it: without more decimals than tell something. */
    static JsonNode decimals(JsonNode number) {
        return number.isNumber() ? TextNode.valueOf(String.format(Locale.ROOT, "%.3f", number.asDouble())) : number;
    }

    List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(width(column) - cell.length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
