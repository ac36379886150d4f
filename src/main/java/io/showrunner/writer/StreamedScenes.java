package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.llm.StreamedList;
import io.showrunner.writer.ReplyJudge.Judgement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes scenes out of the reply for a whole story while it is being written: each as soon as it is whole, the first
 * one together with what stands in front of the scenes. Repairs nothing: from the first one on that is not good as it came, the
 * rest is left to the judgement of the whole reply. Confined to the session's thread.
 */
final class StreamedScenes {
    private static final Logger LOG = LoggerFactory.getLogger(StreamedScenes.class);

    private final Script script;
    private final ReplyJudge judge;
    private final StreamedList list = new StreamedList("scenes");
    private int taken;
    private boolean isOver;

    StreamedScenes(Script script, ReplyJudge judge) {
        this.script = script;
        this.judge = judge;
    }

    /** How many scenes were taken so far. */
    int taken() {
        return taken;
    }

    /** Ids of the scenes that are taken with these words. */
    List<String> hear(String words) {
        List<String> ids = new ArrayList<>();
        for (JsonNode scene : list.add(words)) {
            isOver |= taken == script.count();
            if (!isOver) {
                take(scene, ids);
            }
        }
        return ids;
    }

    private void take(JsonNode scene, List<String> ids) {
        Part part = Part.scene(taken + 1);
        Judgement judgement = judge.judge(part, script, scene);
        if (!judgement.isGood()) {
            isOver = true;
            LOG.debug("{} is left to the whole reply: {}", part.id(), judgement.complaint());
            return;
        }
        JsonNode header = judge.header(list.before());
        if (taken == 0 && !header.isEmpty()) {
            script.take(StoryPart.header(header));
        }
        taken++;
        script.take(new StoryPart(part.id(), judgement.content()));
        ids.add(part.id());
    }
}
