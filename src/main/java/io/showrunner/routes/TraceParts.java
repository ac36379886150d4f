package io.showrunner.routes;

import io.showrunner.config.TraceSettings;
import io.showrunner.story.StoryStore;
import io.showrunner.trace.StoryTraces;
import io.showrunner.writer.WritingProgress;
import java.time.Clock;
import org.apache.camel.main.Main;

/** Traces, where they are wanted; else nothing of OpenTelemetry is loaded or runs. */
final class TraceParts {
    private TraceParts() {}

    /** To be called when the language models' figures have their name. */
    static StoryTraces bindTo(Main camel, TraceSettings settings, StoryStore store, Clock clock) {
        StoryTraces traces =
                settings.url().isEmpty() ? StoryTraces.NONE : TracedRoutes.begin(camel, settings, store, clock);
        camel.lookup(WriterParts.PROGRESS, WritingProgress.class).figures().onReply(traces::replied);
        camel.bind("storyTraces", traces);
        return traces;
    }
}
