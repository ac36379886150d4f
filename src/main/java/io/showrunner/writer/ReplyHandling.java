package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.llm.ChatReply;
import io.showrunner.writer.ReplyJudge.Judgement;

/** Takes what a reply brings into the script, and says how to go on. Confined to the session's thread. */
final class ReplyHandling {
    private final Script script;
    private final WritingTools tools;
    private final LlmLog log;
    private final StoryReview review;

    ReplyHandling(Script script, WritingTools tools, LlmLog log, StoryReview review) {
        this.script = script;
        this.tools = tools;
        this.log = log;
        this.review = review;
    }

    /**
     * How to go on.
     *
     * @param isNewQuestion true when the script says what to ask for next, false when the same is asked for once more
     * @param step null when that is all there is to say
     */
    record Outcome(boolean isNewQuestion, WritingStep step) {
        private static final Outcome NEXT = new Outcome(true, null);
        private static final Outcome SAME = new Outcome(false, WritingStep.of(WritingDecision.ASK));
    }

    /** @param sent the request that the reply answers; null when it was never sent */
    Outcome on(ChatReply reply, SentRequest sent, EndpointTurn turn) {
        if (review.isAsked()) {
            review.take(reply);
            return Outcome.NEXT;
        }
        if (reply instanceof ChatReply.Content content) {
            turn.answered(content, sent.asking());
            return asksForLess(reply, sent, turn) ? Outcome.SAME : onContent(content, sent, turn);
        }
        if (reply instanceof ChatReply.Unusable unusable) {
            turn.answered(unusable);
            if (asksForLess(reply, sent, turn)) {
                return Outcome.SAME;
            }
            boolean cutOff = "length".equals(unusable.finishReason());
            return onUnusable("NO_WORDS", unusable.reason(), cutOff, sent, turn);
        }
        WritingStep further = turn.told(reply);
        if (sent == null || !sent.hasBroughtScenes()) {
            return new Outcome(false, further);
        }
        goOnSceneByScene();
        return new Outcome(true, further);
    }

    private Outcome onContent(ChatReply.Content content, SentRequest sent, EndpointTurn turn) {
        Part part = sent.part();
        if (sent.hasBroughtScenes()) {
            takeHeader(tools.judge().header(content.text()));
        }
        Judgement judgement = tools.judge().judge(part, script, content);
        if (!judgement.isGood()) {
            return onUnusable(judgement.flaw().name(), judgement.complaint(), content.isCutOff(), sent, turn);
        }
        sent.accepted(judgement.rung(), log.times().lastReply());
        log.needed(judgement.rung());
        log.wrote();
        take(part, judgement.content());
        return Outcome.NEXT;
    }

    /** What stands behind the scenes comes with the end of the reply, whatever its last scenes are worth. */
    private void takeHeader(JsonNode header) {
        if (!script.header().isWhole() && !header.isEmpty()) {
            script.take(StoryPart.header(header));
        }
    }

    private void take(Part part, JsonNode content) {
        boolean isStory = part.kind() == Part.Kind.STORY;
        if (!isStory || !script.incomplete().isEmpty()) {
            script.take(new StoryPart(part.id(), content));
        }
        if (isStory && script.hadShortfall()) {
            log.needed(RepairRung.SCENE_BY_SCENE);
        }
    }

    /** True when the reply was only thought and the same part is asked for once more, with more tokens and without thoughts. */
    private boolean asksForLess(ChatReply reply, SentRequest sent, EndpointTurn turn) {
        if (!turn.mayThinkLess(reply) || !sent.asking().again("it was all thoughts; answer at once", false)) {
            return false;
        }
        sent.refused("ONLY_THOUGHT", "thinking took all tokens", true);
        log.needed(RepairRung.RE_ASK);
        return true;
    }

    private Outcome onUnusable(String flaw, String why, boolean cutOff, SentRequest sent, EndpointTurn turn) {
        Part part = sent.part();
        sent.refused(flaw, why, cutOff);
        if (part.kind() == Part.Kind.STORY && (cutOff || sent.hasBroughtScenes())) {
            goOnSceneByScene();
            return Outcome.NEXT;
        }
        if (sent.asking().again(why, cutOff)) {
            log.needed(RepairRung.RE_ASK);
            return Outcome.SAME;
        }
        String reason = sent.givenUp(why);
        if (part.kind() == Part.Kind.SCENE && script.mayAbandon()) {
            script.abandon(part.scene());
            log.failed(reason);
            return Outcome.NEXT;
        }
        return new Outcome(false, turn.givenUp(reason));
    }

    /** What is taken already stays; only the rest is asked for. */
    private void goOnSceneByScene() {
        if (!script.incomplete().isEmpty()) {
            log.needed(RepairRung.SCENE_BY_SCENE);
            script.goPartByPart();
        }
    }
}
