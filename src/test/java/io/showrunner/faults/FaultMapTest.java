package io.showrunner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault that must be survived has a test that runs, or a reason why it cannot have one yet. */
class FaultMapTest {
    private static final int FAULTS = 42;
    private static final String LATER = "later:";
    private static final int SHORTEST_REASON = 20;
    private static final Pattern TEST = Pattern.compile("`([\\w.]+#\\w+)`");

    record Row(int number, String fault, String tests) {
        @Override
        public String toString() {
            return number + " " + fault;
        }
    }

    @Test
    void everyFaultHasItsRow() throws IOException {
        assertThat(rows())
                .extracting(Row::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, FAULTS).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource({"rows", "answers"})
    void everyRowNamesTestsThatRunOrSaysWhyNot(Row row) throws ClassNotFoundException {
        if (row.tests().startsWith(LATER)) {
            assertThat(row.tests()).hasSizeGreaterThan(LATER.length() + SHORTEST_REASON);
            return;
        }
        for (String test : row.tests().split(",")) {
            String[] parts = test.strip().split("#");
            Class<?> type = Class.forName("io.showrunner." + parts[0]);
            assertThat(type.isAnnotationPresent(Disabled.class)).isFalse();
            assertThat(type.getDeclaredMethods())
                    .as(test)
                    .anyMatch(method -> method.getName().equals(parts[1]) && isRun(method));
        }
    }

    private static boolean isRun(Method method) {
        boolean isTest = method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
        return isTest && !method.isAnnotationPresent(Disabled.class);
    }

    /** What a language model server can answer, as docs/writer.md says it. */
    static List<Row> answers() throws IOException {
        List<String> table = Files.readAllLines(Path.of("docs/writer.md")).stream()
                .dropWhile(line -> !line.startsWith("## What a server can answer"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("|"))
                .toList();
        assertThat(table).hasSizeGreaterThan(2);
        return table.subList(2, table.size()).stream()
                .map(line -> new Row(0, line.split("\\|")[1], testsIn(line)))
                .toList();
    }

    private static String testsIn(String line) {
        return TEST.matcher(line).results().map(test -> test.group(1)).collect(Collectors.joining(","));
    }

    static List<Row> rows() throws IOException {
        try (BufferedReader file = new BufferedReader(new InputStreamReader(
                FaultMapTest.class.getResourceAsStream("/faults/fault-map.txt"), StandardCharsets.UTF_8))) {
            Stream<String> lines = file.lines().filter(line -> !line.startsWith("#"));
            return lines.map(line ->
                            Arrays.stream(line.split("\\|")).map(String::strip).toList())
                    .map(cells -> new Row(Integer.parseInt(cells.get(0)), cells.get(1), cells.get(2)))
                    .toList();
        }
    }
}
