package io.showrunner.writer;

import io.showrunner.llm.ChatReply;
import io.showrunner.story.ReviewReport;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one look that a model may take at a story that it has just written whole. Confined to the session's thread. */
final class StoryReview {
    private static final Logger LOG = LoggerFactory.getLogger(StoryReview.class);

    private final String storyId;
    private final Script script;
    private final WritingTools tools;
    private final LlmLog log;
    private boolean isAsked;
    private boolean isDone;

    StoryReview(String storyId, Script script, WritingTools tools, LlmLog log) {
        this.storyId = storyId;
        this.script = script;
        this.tools = tools;
        this.log = log;
    }

    /** True when words that are written may still change, because the model is to look at the whole once more. */
    boolean isWanted() {
        return tools.settings().review();
    }

    /** True once, when it is wanted and there is a story that a model has written now. */
    boolean begin(WritingDecision decision) {
        if (isAsked) {
            return false;
        }
        isAsked = isWanted()
                && decision == WritingDecision.FINISHED
                && log.taken() == null
                && !script.isFrozen()
                && script.deliveredCount() > 0;
        return isAsked;
    }

    /** True while the answer is to come. */
    boolean isAsked() {
        return isAsked && !isDone;
    }

    /** No answer can come; the story is written. */
    WritingStep without(String why) {
        take(new ChatReply.Retry(why, Duration.ZERO));
        return WritingStep.of(WritingDecision.FINISHED);
    }

    /** Whatever the answer says, the story is written. */
    void take(ChatReply reply) {
        isDone = true;
        ReviewReport report = tools.reviewer().read(reply, script);
        tools.reviews().add(report.status());
        log.reviewed(report);
        LOG.info("story reviewed storyId={} result={} reason={}", storyId, report.status(), report.reason());
    }
}
