package io.showrunner.writer;

import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.llm.ChatReply;
import io.showrunner.story.LlmReport;
import io.showrunner.story.Story;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One story on its way from the brief to its scenes. Says what to ask next and judges every reply; whom to ask, how to
 * send and when to give up waiting for a turn is the caller's. Lives in one exchange, not thread-safe.
 *
 * <p>Bounds: a part is asked for three times at most (twice with the validator's complaint), an endpoint as patiently as
 * {@link EndpointTurn} says. When it is given up, the caller may {@link #turnTo} another one or {@link #finish} from the
 * template.
 */
public final class WritingSession {
    private final String storyId;
    private final Script script;
    private final WritingTools tools;
    private final LlmLog log;
    private final StoryReview review;
    private final ReplyHandling handling;
    private final Map<String, Instant> leftAlone = new HashMap<>();
    private EndpointTurn turn;
    private WritingStep step;
    private Asking asking;
    private SentRequest sent;

    WritingSession(String storyId, Script script, WritingTools tools, List<StoryPart> known) {
        this.storyId = storyId;
        this.script = script;
        this.tools = tools;
        ProviderSettings first =
                tools.settings().providers().stream().findFirst().orElse(null);
        log = new LlmLog(new StoryRepairs(tools.repairs()), first);
        review = new StoryReview(storyId, script, tools, log);
        handling = new ReplyHandling(script, tools, log, review);
        script.goOnWith(known);
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

    /** True while the endpoint at hand wants to be left alone for longer than it is before any second request. */
    boolean isLeftAlone() {
        return decision() == WritingDecision.WAIT_AND_ASK
                && pause().compareTo(tools.settings().retryDelay()) > 0;
    }

    /**
     * Asks another endpoint for what is missing, with a fresh count of failures; one that wanted to be left alone is not asked
     * before that time is over.
     */
    public WritingDecision turnTo(ProviderSettings other) {
        Instant now = tools.clock().instant();
        if (isLeftAlone()) {
            log.failed("it wants to be left alone for " + pause().toSeconds() + " s");
            leftAlone.put(provider().id(), now.plus(pause()));
        }
        if (provider() != null) {
            log.turnedAway();
        }
        script.resume();
        turn = new EndpointTurn(storyId, tools, log, other);
        Duration rest = Duration.between(now, leftAlone.getOrDefault(other.id(), now));
        next();
        return wantsReply() && !rest.isNegative() && !rest.isZero()
                ? go(new WritingStep(WritingDecision.WAIT_AND_ASK, rest))
                : decision();
    }

    /** Asks the model once what it thinks of the story that it has just written whole, when that is wanted. */
    void review() {
        if (!turn.isDirect() && review.begin(decision())) {
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
        log.asked(provider(), tools.clock().instant());
        sent = new SentRequest(storyId, asking, provider(), script, log, tools);
        step = WritingStep.of(WritingDecision.ASK);
        return turn.request(asking, script);
    }

    /** The last request; null before the first. */
    SentRequest sent() {
        return sent;
    }

    /** Judges the answer to the last request; {@code retryAfter} is null when there was no such header. */
    public WritingDecision accept(int httpStatus, String body, String retryAfter) {
        return accept(turn.read(httpStatus, body, retryAfter));
    }

    /** Judges what the last request has brought. */
    WritingDecision accept(ChatReply reply) {
        return ended(reply, ReplyOutcome.of(reply));
    }

    private WritingDecision ended(ChatReply reply, ReplyOutcome outcome) {
        if (log.times().answered(tools.clock().instant())) {
            LlmReply end =
                    LlmReply.of(storyId, provider(), reply, outcome, log.times().lastReply());
            log.took(end);
            tools.progress().figures().replied(end);
        }
        tools.progress().ended(storyId);
        return on(reply);
    }

    private WritingDecision on(ChatReply reply) {
        ReplyHandling.Outcome outcome = handling.on(reply, sent, turn);
        if (outcome.isNewQuestion()) {
            next();
        }
        boolean isSaid = outcome.step() == null || (outcome.isNewQuestion() && !wantsReply());
        return isSaid ? decision() : go(outcome.step());
    }

    /** Takes note that no answer came: connection refused or lost, timeout. */
    public WritingDecision failed(Throwable cause) {
        boolean isLate = cause instanceof SocketTimeoutException;
        if (isLate) {
            log.times().timedOut();
        }
        return ended(EndpointTurn.noAnswer(cause), isLate ? ReplyOutcome.TIMEOUT : ReplyOutcome.FAILED);
    }

    /** Takes note that the request was not sent: the endpoint's breaker is open. */
    public WritingDecision notSent(Throwable cause) {
        log.times().notSent();
        return failed(cause);
    }

    /** Goes on with a story that a turn before this one has begun. */
    void goesOn(LlmReport before) {
        log.goesOn(before);
        script.keepsAuthor(provider() != null
                && provider().model().equals(before.model())
                && !before.repairs().containsKey(RepairRung.OTHER_ENDPOINT.word()));
    }

    /** The story: what the brief and the model have written, and before words are frozen the rest from the genre template. */
    public Story finish() {
        return tools.finished().of(storyId, script, log, tools.clock().instant());
    }

    /** The story as far as it is written. */
    Story soFar() {
        return tools.finished().soFar(storyId, script, log, tools.clock().instant());
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
        Optional<Part> following = turn.nextPart(script);
        asking = following.map(Asking::new).orElse(null);
        WritingDecision done = script.missing().isEmpty() ? WritingDecision.FINISHED : WritingDecision.USE_TEMPLATE;
        return go(WritingStep.of(following.isPresent() && provider() != null ? WritingDecision.ASK : done));
    }

    private WritingDecision go(WritingStep next) {
        step = next;
        return next.decision();
    }
}
