package io.showrunner.writer;

import io.showrunner.config.Settings.ProviderSettings;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request from when it is sent until its reply has come to an end. Confined to the session's thread. */
final class SentRequest {
    private static final Logger LOG = LoggerFactory.getLogger(SentRequest.class);

    private final String storyId;
    private final Asking asking;
    private final StreamedScenes scenes;
    private final boolean mayTake;
    private final WritingProgress progress;
    private final LlmLog log;

    SentRequest(
            String storyId, Asking asking, ProviderSettings provider, Script script, LlmLog log, WritingTools tools) {
        this.log = log;
        this.storyId = storyId;
        this.asking = asking;
        mayTake = part().kind() == Part.Kind.STORY && !tools.settings().review();
        scenes = new StreamedScenes(script, tools.judge());
        progress = tools.progress();
        progress.asked(storyId, provider, asking.part().id());
    }

    /** What it asks for. */
    Asking asking() {
        return asking;
    }

    Part part() {
        return asking.part();
    }

    /**
     * Listens to the reply while it is being written.
     *
     * @param tokens of the reply so far
     * @return ids of the scenes that were taken out of it with these words
     */
    List<String> heard(String words, int tokens) {
        List<String> taken = mayTake ? scenes.hear(words) : List.of();
        progress.heard(storyId, tokens, taken.size());
        if (!taken.isEmpty()) {
            log.wrote();
        }
        return taken;
    }

    /** True when scenes were taken out of its reply while it was being written. */
    boolean hasBroughtScenes() {
        return scenes.taken() > 0;
    }

    /** Its reply could be used. */
    void accepted(RepairRung rung, Duration took) {
        LOG.info(
                "reply accepted storyId={} part={} repair={} seconds={}",
                storyId,
                part().id(),
                rung.word(),
                took.toMillis() / 1000.0);
    }

    /** Its reply could not be used. */
    void refused(String flaw, String why, boolean cutOff) {
        LOG.info(
                "reply refused storyId={} part={} cutOff={} flaw={} reason={}",
                storyId,
                part().id(),
                cutOff,
                flaw,
                why);
    }

    /** Why its part is not asked for any more. */
    String givenUp(String why) {
        return "no usable reply for the " + part().id() + " after " + asking.requests() + " requests: " + why;
    }

    /** Nothing more is listened to. */
    void ended() {
        progress.ended(storyId);
    }
}
