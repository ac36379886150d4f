package io.showrunner.writer;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rungs of the ladder that one story needed. */
final class StoryRepairs {
    private final Map<RepairRung, Integer> needed = new EnumMap<>(RepairRung.class);
    private final RepairCounts all;

    /** @param all where they are counted too */
    StoryRepairs(RepairCounts all) {
        this.all = all;
    }

    /** Those that it needed before, which are counted already. */
    void goOnWith(Map<String, Integer> before) {
        for (RepairRung rung : RepairRung.values()) {
            Integer count = before.get(rung.word());
            if (count != null) {
                needed.put(rung, count);
            }
        }
    }

    void needed(RepairRung rung) {
        needed.merge(rung, 1, Integer::sum);
        all.add(rung);
    }

    /** Counts by the word for the rung, in the ladder's order; replies that could be used as they came are no repair. */
    Map<String, Integer> byWord() {
        Map<String, Integer> words = new LinkedHashMap<>();
        needed.forEach((rung, count) -> {
            if (rung != RepairRung.RAW) {
                words.put(rung.word(), count);
            }
        });
        return words;
    }
}
