package io.showrunner.forecast;

import java.util.Optional;

/** Everything in one line: {@code 4 rendering, 6 queued, about 3m50s, at most 5m10s in 9 of 10 cases}. */
final class StatusLine {
    private StatusLine() {}

    static String of(Load load, Optional<Backlog> backlog, Optional<String> obstacle) {
        if (load.isNothing()) {
            return "nothing to render";
        }
        StringBuilder line = new StringBuilder();
        line.append(load.rendering())
                .append(" rendering, ")
                .append(load.queued())
                .append(" queued");
        int stories = load.unwritten().size();
        if (stories > 0) {
            line.append(", ")
                    .append(stories)
                    .append(stories == 1 ? " story" : " stories")
                    .append(" to write");
        }
        backlog.ifPresent(time -> line.append(", about ")
                .append(DurationWords.of(time.p50()))
                .append(", at most ")
                .append(DurationWords.of(time.p90()))
                .append(" in 9 of 10 cases"));
        obstacle.ifPresent(words -> line.append("; ").append(words));
        return line.toString();
    }
}
