package io.showrunner.writer;

import io.showrunner.story.StorySource;

/**
 * What of a story's report the {@link LlmLog} itself does not know.
 *
 * @param lacking true when words were not to be had
 */
record ReportFacts(
        boolean enabled,
        long seed,
        double temperature,
        int requested,
        int received,
        StorySource source,
        boolean lacking) {}
