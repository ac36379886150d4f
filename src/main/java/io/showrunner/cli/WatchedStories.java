package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.verify.Rest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Follows stories to their end for a person: with bars on a terminal, in lines elsewhere, or silently for a script. */
final class WatchedStories {
    /** More bars than a terminal has lines cannot be drawn. */
    private static final int MOST_BARS = 20;

    private static final Rest REST = time -> TimeUnit.MILLISECONDS.sleep(time.toMillis());

    private WatchedStories() {}

    /** @param silent when only the end counts */
    static List<JsonNode> follow(
            ApiClient api, List<String> storyIds, Surroundings surroundings, boolean silent, PatienceOption patience)
            throws IOException {
        boolean live = surroundings.terminal() && storyIds.size() <= MOST_BARS;
        try (ProgressView view = silent ? new Silence() : ProgressView.open(surroundings.out(), live)) {
            StoryProgressView shown = new StoryProgressView(view, live, storyIds.size() == 1, Clock.systemUTC());
            return new StoryWatch(api, shown, view, REST, patience.timeout()).follow(storyIds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Shows nothing. */
    private static final class Silence implements ProgressView {
        @Override
        public void scene(String storyId, String sceneId, String title, int total) {}

        @Override
        public void update(String storyId, String sceneId, int done, String state) {}

        @Override
        public void line(String text) {}

        @Override
        public void close() {}
    }
}
