package io.showrunner.routes;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.writer.RepairCounts;
import io.showrunner.writer.RepairRung;
import io.showrunner.writer.ReviewCounts;

/** What it took to get usable words out of the language models. */
final class RepairMeters {
    private RepairMeters() {}

    static void register(MeterRegistry meters, ReviewCounts counts) {
        for (String result : ReviewCounts.RESULTS) {
            FunctionCounter.builder("showrunner.llm.reviews", counts, each -> each.count(result))
                    .tag("result", result)
                    .description("Stories that their model has looked at once more, by what came of it")
                    .register(meters);
        }
    }

    static void register(MeterRegistry meters, RepairCounts counts) {
        for (RepairRung rung : RepairRung.values()) {
            FunctionCounter.builder("showrunner.llm.repairs", counts, each -> each.count(rung))
                    .tag("rung", rung.word())
                    .description("Replies by the rung on which they could be used, and further questions, endpoints and"
                            + " templates that were needed")
                    .register(meters);
        }
    }
}
