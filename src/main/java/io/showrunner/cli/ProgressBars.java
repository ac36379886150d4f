package io.showrunner.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A block of bars, one for each scene, that stays below the lines of text. The library draws each bar; this class places
 * them, because the library cannot print a line between.
 */
final class ProgressBars implements ProgressView {
    private static final int WIDTH = 79;
    private static final int TITLE = 26;
    private static final int REDRAW_MILLIS = 200;

    /** A line that is longer than the terminal is wide must stay one line, or the cursor would lose its place. */
    private static final String NO_WRAP = "\033[?7l";

    private static final String WRAP = "\033[?7h";

    private final PrintStream out;
    private final ProgressBarStyle style;
    private final Map<String, ProgressBar> bars = new LinkedHashMap<>();
    private final Map<String, String> drawn = new LinkedHashMap<>();
    private int height;

    ProgressBars(PrintStream out) {
        this.out = out;
        this.style = Terminal.isUnicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII;
    }

    @Override
    public synchronized void scene(String storyId, String sceneId, String title, int total) {
        String key = storyId + "/" + sceneId;
        if (!bars.containsKey(key)) {
            drawn.put(key, "");
            bars.put(key, bar(key, Terminal.plain(sceneId + " " + title), total));
        }
    }

    @Override
    public synchronized void update(String storyId, String sceneId, int done, String state) {
        ProgressBar bar = bars.get(storyId + "/" + sceneId);
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage(" " + Terminal.plain(state));
            bar.refresh();
        }
    }

    @Override
    public synchronized void line(String text) {
        StringBuilder block = new StringBuilder(up());
        block.append(text).append("\033[K\n");
        draw(block);
    }

    @Override
    public void close() {
        Map<String, ProgressBar> closing;
        synchronized (this) {
            closing = new LinkedHashMap<>(bars);
            bars.clear();
        }
        closing.values().forEach(ProgressBar::close);
        synchronized (this) {
            drawn.clear();
            height = 0;
            out.flush();
        }
    }

    private ProgressBar bar(String key, String name, int total) {
        String title = name.length() > TITLE ? name.substring(0, TITLE - 1) + "." : name;
        return new ProgressBarBuilder()
                .setTaskName(String.format("%-" + TITLE + "s", title))
                .setInitialMax(total)
                .setStyle(style)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .hideEta()
                .setConsumer(new DelegatingProgressBarConsumer(text -> accept(key, text), WIDTH))
                .build();
    }

    private synchronized void accept(String key, String text) {
        String line = text.replaceAll("[\r\n]", "").stripTrailing();
        if (drawn.containsKey(key) && !line.equals(drawn.put(key, line))) {
            draw(new StringBuilder(up()));
        }
    }

    private String up() {
        return height == 0 ? "" : "\033[" + height + "A\r";
    }

    private void draw(StringBuilder block) {
        block.append(NO_WRAP);
        drawn.values().forEach(line -> block.append(line).append("\033[K\n"));
        block.append(WRAP);
        height = drawn.size();
        out.print(block);
        out.flush();
    }
}
