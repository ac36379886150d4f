package io.showrunner.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.showrunner.film.Deliveries;
import io.showrunner.forecast.Eta;
import io.showrunner.forecast.Forecast;
import io.showrunner.story.StoryOverview;
import io.showrunner.writer.WritingProgress;
import java.time.Instant;

/**
 * One story, for HTTP clients.
 *
 * @param eta when it will be done; null when it is over, or waits for a person
 * @param writing how far the reply is that a language model writes for it right now; null when none does
 * @param delivery what is made of the finished story, or was; null when that is nothing
 */
record StoryAnswer(
        @JsonUnwrapped StoryOverview story,
        @JsonInclude(JsonInclude.Include.NON_NULL) Due eta,
        @JsonInclude(JsonInclude.Include.NON_NULL) WritingProgress.Snapshot writing,
        @JsonInclude(JsonInclude.Include.NON_NULL) Deliveries.Snapshot delivery) {

    /** @param lastWrong the newest forecast that did not hold, in words */
    record Due(Instant p50, Instant p90, String basis, String lastWrong) {
        private static Due of(Eta eta, String lastWrong) {
            return new Due(eta.p50(), eta.p90(), eta.basis(), lastWrong);
        }
    }

    static StoryAnswer of(StoryOverview story, Forecast forecast) {
        return new StoryAnswer(
                story,
                story.endsByItself()
                        ? forecast.story(story.storyId())
                                .map(eta -> Due.of(eta, forecast.lastWrong()))
                                .orElse(null)
                        : null,
                null,
                null);
    }

    StoryAnswer writing(WritingProgress.Snapshot reply) {
        return new StoryAnswer(story, eta, reply, delivery);
    }

    StoryAnswer delivery(Deliveries.Snapshot progress) {
        return new StoryAnswer(story, eta, writing, progress);
    }
}
