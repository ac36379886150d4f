package io.showrunner.writer;

import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.Correlated;
import io.showrunner.story.Priority;
import io.showrunner.story.StoryRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One consumer's turn with one accepted brief, from the message it took to the scenes in their queue. Confined to the
 * thread that holds the message.
 */
public final class Writing implements Correlated {
    private final StoryRecord story;
    private final WritingSession session;
    private final Deque<ProviderSettings> furtherProviders;
    private final Set<String> postponed = new HashSet<>();
    private final boolean isOutdated;
    private final boolean wantsApproval;
    private boolean takesTemplate;
    private boolean parked;
    private boolean isGivenUp;
    private int keptParts;
    private int released;

    Writing(
            StoryRecord story,
            WritingSession session,
            List<ProviderSettings> providers,
            boolean isOutdated,
            boolean wantsApproval) {
        this.story = story;
        this.isOutdated = isOutdated;
        this.wantsApproval = wantsApproval;
        this.session = session;
        this.keptParts = session == null ? 0 : session.script().parts().size();
        this.furtherProviders = new ArrayDeque<>(providers.subList(Math.min(1, providers.size()), providers.size()));
    }

    /** True when the message means nothing any more: the story has its scenes in the queue, waits, or came to its end. */
    public boolean isStale() {
        return isOutdated;
    }

    /** True when the scenes are written already, by an earlier turn that did not get to its end. */
    boolean isWritten() {
        return session == null;
    }

    /** True when a person is to look at the scenes before any of them goes its way. */
    public boolean wantsApproval() {
        return wantsApproval;
    }

    /** True when the story came to its end before it was written. */
    boolean isGivenUp() {
        return isGivenUp;
    }

    void giveUp() {
        isGivenUp = true;
    }

    /**
     * True when scenes may go their way before the last one is written: there is one more that nobody will write anew, in a
     * story that a model has begun to tell. The last one waits for the whole story, whose documents it would outrun. What came from a cache is there as a whole at once, and a review wants the whole.
     */
    boolean mayRelease() {
        return !wantsApproval
                && lacksWords()
                && !session.script().missing().isEmpty()
                && !session.secondLook().isWanted()
                && session.log().taken() == null
                && session.script().isBegun()
                && session.script().complete().size() > released;
    }

    /** From now on nothing changes the words that are written. */
    void freeze() {
        session.script().freeze();
        released = session.script().complete().size();
    }

    /** True when words of it are frozen, in this turn or before. */
    boolean isReleased() {
        return session != null && session.script().isFrozen();
    }

    /** What was delivered and is not on disk yet. */
    List<StoryPart> partsToKeep() {
        List<StoryPart> parts = session.script().parts();
        return parts.subList(keptParts, parts.size());
    }

    void keptParts() {
        keptParts = session.script().parts().size();
    }

    @Override
    public Map<String, String> correlation() {
        return Map.of("storyId", storyId());
    }

    public String storyId() {
        return story.storyId();
    }

    int generation() {
        return story.generation();
    }

    /** How soon the story was wanted when its turn came. */
    public Priority priority() {
        return story.priority();
    }

    /** True while words are missing that neither the brief nor anybody else has given. */
    public boolean lacksWords() {
        return isOpen() && session.decision() != WritingDecision.FINISHED;
    }

    /** True while another request is to be sent to the provider at hand. */
    public boolean wantsReply() {
        return isOpen() && session.wantsReply() && !isOthersTurn();
    }

    /**
     * True while the provider at hand wants to be left alone, for the first time, and others have not been asked yet. A
     * story that is begun waits for the one who began it.
     */
    private boolean isOthersTurn() {
        return session.isLeftAlone()
                && !session.script().isBegun()
                && !furtherProviders.isEmpty()
                && !postponed.contains(providerId());
    }

    /** False when it has come to its end, or the genre template gives all that is missing: nothing does when words are frozen. */
    private boolean isOpen() {
        return !isGivenUp && session != null && (!takesTemplate || isReleased());
    }

    /** True while the model is still to say what it thinks of the whole story. */
    public boolean isReviewed() {
        return !isGivenUp && session != null && session.secondLook().isAsked();
    }

    /** True when the provider at hand was given up, or wants to be left alone for a while, and there is another one. */
    public boolean hasAnotherProvider() {
        return !parked
                && lacksWords()
                && (session.decision() == WritingDecision.USE_TEMPLATE || isOthersTurn())
                && !furtherProviders.isEmpty();
    }

    /** Milliseconds to leave the provider alone before the next request. */
    public long pauseMillis() {
        return session.pause().toMillis();
    }

    /** Id of the provider at hand. */
    public String providerId() {
        return session.provider().id();
    }

    /** True when the genre template may give what is missing. */
    boolean takesTemplate() {
        return takesTemplate;
    }

    void useTemplate() {
        takesTemplate = !parked;
    }

    /** True when the story waits until a provider is back, so that nobody gives it words now. */
    boolean isParked() {
        return parked;
    }

    void park() {
        parked = true;
    }

    /** The story as it was when its turn came. */
    StoryRecord story() {
        return story;
    }

    WritingSession session() {
        return session;
    }

    /** One that wants to be left alone for a while comes once more, after all others. */
    ProviderSettings nextProvider() {
        if (isOthersTurn()) {
            postponed.add(providerId());
            furtherProviders.add(session.provider());
        }
        return furtherProviders.remove();
    }
}
