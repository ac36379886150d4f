package io.showrunner.capacity;

import java.util.function.IntUnaryOperator;

/**
 * What the language model servers can write. Requests that a server gets at the same time are taken to be answered as fast as
 * one alone.
 *
 * @param answer how long one answer takes
 */
record LanguageModel(int servers, int concurrent, SceneTimes answer, IntUnaryOperator requestsPerStory) {
    private static final double HOUR = 3600;

    static LanguageModel of(
            CapacityProfile.Llm profile, Measured measured, int concurrent, IntUnaryOperator requestsPerStory) {
        SceneTimes answer = measured.hasAnswers()
                ? SceneTimes.measured(measured.answerSeconds()).orElseThrow()
                : SceneTimes.of(SceneTimes.Basis.EXPECTED, profile.answerSeconds());
        return new LanguageModel(
                profile.servers(), Math.min(concurrent, profile.maxConcurrent()), answer, requestsPerStory);
    }

    double storySeconds(int scenes) {
        return requestsPerStory.applyAsInt(scenes) * answer.seconds();
    }

    /** Seconds until the last story of a backlog is written. */
    double writing(Wish wish, int servers) {
        int stories = (wish.scenes() + wish.scenesPerStory() - 1) / wish.scenesPerStory();
        int atOnce = servers * concurrent;
        int rounds = (stories + atOnce - 1) / atOnce;
        return rounds * storySeconds(wish.scenesPerStory());
    }

    /** True when stories that arrive do not wait longer than this to be written. */
    boolean keepsUp(Wish wish, int servers, double patience) {
        double seconds = storySeconds(wish.scenesPerStory());
        SceneTimes story = new SceneTimes(answer.basis(), 0, seconds, answer.variation(), seconds, "");
        return new WaitingLine(servers * concurrent, wish.storiesPerHour(), 1).wait(story) <= patience;
    }

    Plan.Writing plan(Wish wish) {
        return new Plan.Writing(
                servers,
                concurrent,
                requestsPerStory.applyAsInt(wish.scenesPerStory()),
                answer.seconds(),
                answer.scenes(),
                servers * concurrent * HOUR / storySeconds(wish.scenesPerStory()),
                wish.isBacklog() && !wish.written() ? writing(wish, servers) : null);
    }
}
