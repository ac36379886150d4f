package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.llm.ChatReply;
import io.showrunner.writer.ReplyJudge.Judgement;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a reply does for the part that was asked for: it is taken, asked for again, left out, or nobody is asked any more. */
final class PartReplies {
    private static final Logger LOG = LoggerFactory.getLogger(PartReplies.class);

    private final String storyId;
    private final Script script;
    private final ReplyJudge judge;
    private final LlmLog log;

    PartReplies(String storyId, Script script, ReplyJudge judge, LlmLog log) {
        this.storyId = storyId;
        this.script = script;
        this.judge = judge;
        this.log = log;
    }

    /** What to do about this part; empty when the next one is due. */
    Optional<WritingStep> take(ChatReply reply, Asking asking, EndpointTurn turn) {
        if (reply instanceof ChatReply.Content content) {
            Judgement judgement = judge.judge(asking.part(), script, content);
            if (judgement.isGood()) {
                onGood(asking.part(), judgement.content(), judgement.rung());
                return Optional.empty();
            }
            return onUnusable(
                    asking, turn, judgement.flaw().name(), judgement.complaint(), content.isCutOff());
        }
        return reply instanceof ChatReply.Unusable unusable
                ? onUnusable(asking, turn, "NO_WORDS", unusable.reason(), "length".equals(unusable.finishReason()))
                : Optional.of(turn.told(reply));
    }

    private void onGood(Part part, JsonNode content, RepairRung rung) {
        long seconds = log.lastReply().toSeconds();
        LOG.info("reply accepted storyId={} part={} repair={} seconds={}", storyId, part.id(), rung.word(), seconds);
        log.needed(rung);
        log.wrote();
        script.take(new StoryPart(part.id(), content));
        if (part.kind() == Part.Kind.STORY && script.hadShortfall()) {
            log.needed(RepairRung.SCENE_BY_SCENE);
        }
    }

    private Optional<WritingStep> onUnusable(
            Asking asking, EndpointTurn turn, String flaw, String why, boolean cutOff) {
        Part part = asking.part();
        LOG.info("reply refused storyId={} part={} cutOff={} flaw={} reason={}", storyId, part.id(), cutOff, flaw, why);
        if (cutOff && part.kind() == Part.Kind.STORY) {
            log.needed(RepairRung.SCENE_BY_SCENE);
            script.goPartByPart();
            return Optional.empty();
        }
        if (asking.again(why, cutOff)) {
            log.needed(RepairRung.RE_ASK);
            return Optional.of(WritingStep.of(WritingDecision.ASK));
        }
        String reason = "no usable reply for the " + part.id() + " after " + asking.requests() + " requests: " + why;
        if (part.kind() == Part.Kind.SCENE && script.mayAbandon()) {
            script.abandon(part.scene());
            log.failed(reason);
            return Optional.empty();
        }
        return Optional.of(turn.givenUp(reason));
    }
}
