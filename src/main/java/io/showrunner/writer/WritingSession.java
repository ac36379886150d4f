package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.llm.ChatReply;
import io.showrunner.llm.ChatRequest;
import io.showrunner.story.Story;
import io.showrunner.writer.ReplyJudge.Judgement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One story on its way from the brief to its scenes. Says what to ask next and judges every reply; whom to ask, how to
 * send and when to give up waiting for a turn is the caller's. Lives in one exchange, not thread-safe.
 *
 * <p>Bounds: a part is asked for three times at most (twice with the validator's complaint), an endpoint as patiently as
 * {@link EndpointTurn} says. When it is given up, the caller may {@link #turnTo} another one or {@link #finish} from the
 * template.
 */
public final class WritingSession {
    private static final Logger LOG = LoggerFactory.getLogger(WritingSession.class);

    private final String storyId;
    private final Script script;
    private final WritingTools tools;
    private final LlmLog log;
    private final StoryReview review;
    private EndpointTurn turn;
    private WritingStep step;
    private Asking asking;

    WritingSession(String storyId, Script script, WritingTools tools, List<StoryPart> known) {
        this.storyId = storyId;
        this.script = script;
        this.tools = tools;
        log = new LlmLog(new StoryRepairs(tools.repairs()));
        review = new StoryReview(storyId, script, tools, log);
        script.goOnWith(known);
        ProviderSettings first = tools.settings().providers().stream().findFirst().orElse(null);
        turn = new EndpointTurn(storyId, tools, log, first);
        next();
    }

    /** What to do next. */
    public WritingDecision decision() {
        return step.decision();
    }

    /** True while another request is to be sent. */
    public boolean wantsReply() {
        return decision().wantsReply();
    }

    /** How long to leave the endpoint alone before the next request; zero unless the decision is WAIT_AND_ASK. */
    public Duration pause() {
        return step.pause();
    }

    /** The endpoint that the next request is meant for; null when none is configured. */
    public ProviderSettings provider() {
        return turn.provider();
    }

    String storyId() {
        return storyId;
    }

    /** The story as far as it is written. */
    Script script() {
        return script;
    }

    /** What happened between the story and the endpoints. */
    LlmLog log() {
        return log;
    }

    /** Under which key the words are kept that the endpoint at hand would write. */
    String contentKey() {
        return tools.promptKey().of(script, provider());
    }

    /** Takes note that the cache was asked, and the words that were found; null for none. */
    void looked(CachedStory found) {
        log.looked(found);
        if (found != null) {
            script.takeOver(found.parts());
            next();
        }
    }

    /** Nobody wants the words of these scenes any more. */
    void leaveOut(Set<Integer> scenes) {
        if (script.leaveOut(scenes) && wantsReply()) {
            next();
        }
    }

    /** Takes the words that were written for another brief. */
    void borrow(CachedStory other) {
        log.borrowed(other);
        script.takeOver(other.parts());
        next();
    }

    /** Asks another endpoint for what is missing, with a fresh count of failures. */
    public WritingDecision turnTo(ProviderSettings other) {
        if (provider() != null) {
            log.turnedAway();
        }
        script.resume();
        turn = new EndpointTurn(storyId, tools, log, other);
        return next();
    }

    /** Asks the model once what it thinks of the story that it has just written whole, when that is wanted. */
    void review() {
        if (review.begin(decision())) {
            asking = new Asking(Part.REVIEW);
            go(WritingStep.of(WritingDecision.ASK));
        }
    }

    StoryReview secondLook() {
        return review;
    }

    /** The body of the next request to {@link #provider()}. */
    public String nextRequest() {
        if (!wantsReply()) {
            throw new IllegalStateException(storyId + " wants no reply: " + decision());
        }
        ChatRequest request =
                asking.request(tools.questions(), script, provider().model());
        log.asked(provider(), tools.clock().instant());
        step = WritingStep.of(WritingDecision.ASK);
        return tools.permitted(request, provider()).toJson();
    }

    /**
     * Judges the answer to the last request.
     *
     * @param retryAfter header of that name; null when absent
     */
    public WritingDecision accept(int httpStatus, String body, String retryAfter) {
        log.answered(tools.clock().instant());
        return on(ChatReply.of(httpStatus, body, retryAfter, tools.clock()));
    }

    private WritingDecision on(ChatReply reply) {
        if (review.isAsked()) {
            review.take(reply);
            return next();
        }
        if (reply instanceof ChatReply.Content content) {
            return onContent(content);
        }
        if (reply instanceof ChatReply.Unusable unusable) {
            log.unusable(unusable);
            return onUnusable("NO_WORDS", unusable.reason(), "length".equals(unusable.finishReason()));
        }
        return go(turn.told(reply));
    }

    /** Takes note that no answer came: connection refused or lost, timeout, breaker open. */
    public WritingDecision failed(Throwable cause) {
        log.answered(tools.clock().instant());
        return on(EndpointTurn.noAnswer(cause));
    }

    /** The story: what the brief and the model have written, and before words are frozen the rest from the genre template. */
    public Story finish() {
        return tools.finished().of(storyId, script, log, tools.clock().instant());
    }

    /** The story as far as it is written. */
    Story soFar() {
        return tools.finished().soFar(storyId, script, log, tools.clock().instant());
    }

    private WritingDecision onContent(ChatReply.Content content) {
        turn.answered(content);
        Part part = asking.part();
        Judgement judgement = tools.judge().judge(part, script, content);
        return judgement.isGood()
                ? onGood(part, judgement.content(), judgement.rung())
                : onUnusable(judgement.flaw().name(), judgement.complaint(), content.isCutOff());
    }

    private WritingDecision onGood(Part part, JsonNode content, RepairRung rung) {
        long seconds = log.lastReply().toSeconds();
        LOG.info("reply accepted storyId={} part={} repair={} seconds={}", storyId, part.id(), rung.word(), seconds);
        log.needed(rung);
        log.wrote();
        script.take(new StoryPart(part.id(), content));
        if (part.kind() == Part.Kind.STORY && script.hadShortfall()) {
            log.needed(RepairRung.SCENE_BY_SCENE);
        }
        return next();
    }

    private WritingDecision onUnusable(String flaw, String why, boolean cutOff) {
        Part part = asking.part();
        LOG.info("reply refused storyId={} part={} cutOff={} flaw={} reason={}", storyId, part.id(), cutOff, flaw, why);
        if (cutOff && part.kind() == Part.Kind.STORY) {
            log.needed(RepairRung.SCENE_BY_SCENE);
            script.goPartByPart();
            return next();
        }
        if (asking.again(why, cutOff)) {
            log.needed(RepairRung.RE_ASK);
            return go(WritingStep.of(WritingDecision.ASK));
        }
        String reason = "no usable reply for the " + part.id() + " after " + asking.requests() + " requests: " + why;
        if (part.kind() == Part.Kind.SCENE && script.mayAbandon()) {
            script.abandon(part.scene());
            log.failed(reason);
            return next();
        }
        return go(turn.givenUp(reason));
    }

    /** The endpoint at hand is not there. */
    void notThere(String why) {
        go(review.isAsked() ? review.without(why) : turn.notThere(why));
    }

    /** The next request to the endpoint at hand is as good as failed. */
    void notNow(String why) {
        on(new ChatReply.Retry(why, Duration.ZERO));
    }

    private WritingDecision next() {
        Optional<Part> following = script.nextPart();
        asking = following.map(Asking::new).orElse(null);
        WritingDecision done = script.missing().isEmpty() ? WritingDecision.FINISHED : WritingDecision.USE_TEMPLATE;
        return go(WritingStep.of(following.isPresent() && provider() != null ? WritingDecision.ASK : done));
    }

    private WritingDecision go(WritingStep next) {
        step = next;
        return next.decision();
    }
}
