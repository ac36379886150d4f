package io.showrunner.assemble;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A page of text of at most 100 columns; longer texts go on in the next line, below where they began. */
final class TextPage {
    static final int WIDTH = 100;
    private static final int LABEL = 16;

    private final StringBuilder page = new StringBuilder();

    TextPage line(String text) {
        return hanging("", text, 0);
    }

    TextPage heading(String text) {
        page.append('\n').append(text).append('\n').append("-".repeat(WIDTH)).append('\n');
        return this;
    }

    TextPage field(String label, String text) {
        return hanging(pad(label, LABEL), text, LABEL);
    }

    /** Text that is laid out already. */
    TextPage row(String text) {
        page.append(text.stripTrailing()).append('\n');
        return this;
    }

    TextPage item(String text) {
        return hanging("  - ", text, 4);
    }

    TextPage indented(String label, String text) {
        return hanging("    " + pad(label, LABEL), text, LABEL + 4);
    }

    /** Goes on two columns further in. */
    TextPage paragraph(String text) {
        return hanging("    ", text, 6);
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private TextPage hanging(String first, String text, int indent) {
        List<String> lines = wrap(
                Objects.requireNonNullElse(text, "none").replaceAll("\\s+", " ").strip(), WIDTH - indent);
        for (int i = 0; i < lines.size(); i++) {
            page.append(i == 0 ? first : " ".repeat(indent))
                    .append(lines.get(i))
                    .append('\n');
        }
        return this;
    }

    /** Breaks at spaces; a word longer than a line stays whole, so that a path can be copied. */
    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            if (space <= 0) {
                space = rest.indexOf(' ');
            }
            if (space < 0) {
                break;
            }
            lines.add(rest.substring(0, space));
            rest = rest.substring(space + 1);
        }
        lines.add(rest);
        return lines;
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
