package io.showrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressViewTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private void show(boolean terminal) {
        try (ProgressView view = ProgressView.open(out, terminal)) {
            view.scene("s", "scene-001", "The lamp", 25);
            view.scene("s", "scene-002", "The ship", 25);
            view.update("s", "scene-001", 0, "waiting");
            view.update("s", "scene-001", 5, "rendering on gpu0");
            view.update("s", "scene-001", 6, "rendering on gpu0");
            view.line("a line between");
            view.update("s", "scene-002", 25, "published");
            view.update("s", "scene-009", 25, "never heard of");
        }
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void withoutATerminalEveryChangeOfStateIsALine() {
        show(false);

        assertThat(text().lines())
                .containsExactly(
                        "scene-001 \"The lamp\" 0/25 waiting",
                        "scene-001 \"The lamp\" 5/25 rendering on gpu0",
                        "a line between",
                        "scene-002 \"The ship\" 25/25 published");
    }

    @Test
    void onATerminalTheBarsStayBelowTheLines() {
        show(true);

        String last = text().substring(text().lastIndexOf("\033[2A"));
        assertThat(last)
                .contains("scene-001 The lamp", " 24% ", " 6/25 ", "rendering on gpu0")
                .contains("scene-002 The ship", "100% ", "25/25 ", "published")
                .doesNotContain("a line between", "scene-009");
        assertThat(text().lines().filter(line -> line.contains("a line between")))
                .hasSize(1);
    }

    @Test
    void titlesOfAnyLengthKeepTheBarsInPlace() {
        try (ProgressView view = ProgressView.open(out, true)) {
            view.scene("s", "scene-001", "\n\033[2J" + "x".repeat(300), 1);
            view.update("s", "scene-001", 1, "\033[2J" + "y".repeat(300));
        }

        assertThat(text()).doesNotContain("\033[2J");
        assertThat(text().replaceAll("\033\\[[0-9?]*[A-Za-z]", "").lines())
                .allMatch(line -> line.strip().length() < 80);
    }
}
