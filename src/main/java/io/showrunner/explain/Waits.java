package io.showrunner.explain;

import io.showrunner.fleet.FleetHistory;
import io.showrunner.fleet.FleetHistory.Entry;
import io.showrunner.fleet.InstanceState;
import io.showrunner.story.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Why nobody took a scene that waited, by what is known of the servers at each moment. */
final class Waits {
    private static final String RENDER = FleetHistory.subject(Stage.RENDER);
    private static final String STAGES = "stage ";

    private final List<Entry> history;

    /** @param history oldest first */
    Waits(List<Entry> history) {
        this.history = history;
    }

    /**
     * Cuts the time up to the moment wherever the reason changes.
     *
     * @param before what is to be said in front of every reason; empty for nothing
     */
    void cut(Cuts cuts, Instant until, String before) {
        Map<String, Entry> now = new TreeMap<>();
        for (Entry entry : history) {
            if (!entry.at().isBefore(until)) {
                break;
            }
            if (entry.at().isAfter(cuts.end())) {
                cuts.until(entry.at(), Phase.WAITING, before + why(now, entry));
            }
            if (entry.isStart()) {
                now.clear();
            }
            now.put(entry.subject(), entry);
        }
        cuts.until(until, Phase.WAITING, before + why(now, null));
    }

    /** @param next what ends this reason; a start ends a time in which the application did not run */
    private static String why(Map<String, Entry> now, Entry next) {
        Entry itself = now.get(FleetHistory.SHOWRUNNER);
        if (itself != null && itself.isStop()) {
            return "Showrunner was stopped";
        }
        if (next != null && next.isStart()) {
            return "Showrunner ended without a stop, and was started again at " + next.at();
        }
        Entry stage = now.get(RENDER);
        if (stage != null && stage.state().equals(FleetHistory.HELD)) {
            return "rendering was held: " + stage.why();
        }
        return servers(now);
    }

    private static String servers(Map<String, Entry> now) {
        List<Entry> servers = now.values().stream()
                .filter(entry -> !entry.subject().equals(FleetHistory.SHOWRUNNER))
                .filter(entry -> !entry.subject().startsWith(STAGES))
                .toList();
        String able = servers.stream().filter(Waits::isAble).map(Entry::subject).collect(Collectors.joining(", "));
        String unable = servers.stream()
                .filter(entry -> !isAble(entry))
                .map(Waits::inWords)
                .collect(Collectors.joining("; "));
        if (able.isEmpty()) {
            return unable.isEmpty() ? "no server had answered yet" : "no server could take it: " + unable;
        }
        return "its turn on " + able + " had not come" + (unable.isEmpty() ? "" : "; not to be had: " + unable);
    }

    private static boolean isAble(Entry server) {
        return server.state().equals(InstanceState.UP.name()) || server.state().equals(InstanceState.ELSEWHERE.name());
    }

    private static String inWords(Entry server) {
        String state = server.state().replace('_', ' ').toLowerCase(Locale.ROOT);
        return server.subject() + " " + state + (server.why() == null ? "" : " (" + server.why() + ")");
    }
}
