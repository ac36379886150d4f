package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.llm.StreamedList;
import io.showrunner.writer.ReplyJudge.Judgement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes scenes out of the reply for a whole story while it is being written: the first one together with what stands in
 * front of the scenes, each as soon as it is whole. Repairs nothing: from the first one on that is not good as it came, the
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
        Part part = taken == 0 ? Part.STORY : Part.scene(taken + 1);
        Judgement judgement = judge.judge(part, script, taken == 0 ? begun(scene) : scene);
        if (!judgement.isGood()) {
            isOver = true;
            LOG.debug("scene {} is left to the whole reply: {}", taken + 1, judgement.complaint());
            return;
        }
        if (taken == 0) {
            script.take(new StoryPart(Part.OUTLINE.id(), header(judgement.content())));
        }
        taken++;
        String id = Part.scene(taken).id();
        JsonNode content = judgement.content();
        script.take(new StoryPart(id, part.kind() == Part.Kind.STORY ? content.at("/scenes/0") : content));
        ids.add(id);
    }

    private static JsonNode header(JsonNode story) {
        ObjectNode header = story.deepCopy();
        header.putArray("scenes");
        return header;
    }

    /** The story as far as it is there with its first scene. */
    private ObjectNode begun(JsonNode scene) {
        ObjectNode story = TruncatedReply.complete(list.before());
        story.putArray("scenes").add(scene);
        return story;
    }
}
