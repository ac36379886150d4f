package io.showrunner.writer;

import io.showrunner.brief.BriefIntake;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Json;
import io.showrunner.story.Reason;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryApprovals;
import io.showrunner.story.StoryMessage;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the write stage does at each step of its routes: takes a brief, passes replies to the session, keeps the story. */
public final class StoryWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StoryWriter.class);

    private final StoryStore store;
    private final BriefIntake briefs;
    private final WritingDesk desk;
    private final StoryRelease release;
    private final List<ProviderSettings> providers;
    private final Clock clock;

    public StoryWriter(
            StoryStore store,
            BriefIntake briefs,
            WritingDesk desk,
            StoryRelease release,
            List<ProviderSettings> providers,
            Clock clock) {
        this.store = store;
        this.briefs = briefs;
        this.desk = desk;
        this.release = release;
        this.providers = providers;
        this.clock = clock;
    }

    /** Begins a turn with the story that the message refers to; one that is written already is not written again. */
    public Writing take(String message) {
        StoryMessage reference = Json.read(message, StoryMessage.class);
        StoryRecord story = store.record(reference.storyId()).orElseThrow(() -> gone(reference));
        boolean isDue = story.state().awaitsWords() || story.state() == StoryState.WRITTEN;
        WritingSession session = story.state().awaitsWords() ? open(story.storyId()) : null;
        boolean wantsApproval =
                story.state() == StoryState.ACCEPTED && desk.wantsApproval(briefs.briefOf(story.storyId()));
        return new Writing(
                story, session, providers, !isDue || story.generation() != reference.generation(), wantsApproval);
    }

    private WritingSession open(String storyId) {
        List<StoryPart> delivered = release.delivered(storyId);
        WritingSession session = desk.open(storyId, briefs.briefOf(storyId), delivered);
        if (!delivered.isEmpty()) {
            store.story(storyId).map(Story::llm).ifPresent(session::goesOn);
        }
        return session;
    }

    private IllegalStateException gone(StoryMessage reference) {
        store.requireThere();
        return new IllegalStateException("the folder of " + reference.storyId() + " is gone");
    }

    /** The body of the next request. */
    public String nextRequest(Writing writing) {
        return writing.session().nextRequest();
    }

    /** Passes an answer of the provider on; {@code retryAfter} is null when there was no such header. */
    public void answered(Writing writing, int status, String body, String retryAfter) {
        writing.session().accept(status, body, retryAfter);
    }

    /** Passes on that no answer came. */
    public void failed(Writing writing, Exception cause) {
        writing.session().failed(Reason.of(cause));
    }

    /** Passes on that the provider's breaker is open. */
    public void notSent(Writing writing, Exception why) {
        writing.session().notSent(why);
    }

    /** Passes on that the provider was busy with others for too long (L8). */
    public void turnDidNotCome(Writing writing) {
        WritingSession session = writing.session();
        session.log().meant(session.provider());
        session.notThere("NO_TURN: other stories kept it busy for showrunner.llm.lock-wait; make that longer, or"
                + " showrunner.llm.max-concurrent smaller");
    }

    /** Passes on what the story's documents are to say of the card that the provider shares; null for nothing. */
    public void shared(Writing writing, String warning) {
        writing.session().log().warns(warning);
    }

    /** From now on the next provider of the settings is asked. */
    public void turnToNextProvider(Writing writing) {
        writing.session().turnTo(writing.nextProvider());
    }

    /** The model is to be asked for its opinion of the whole story, when the settings want that and it has written it now. */
    public void review(Writing writing) {
        writing.session().review();
    }

    /** What is missing is taken from the genre template. */
    public void useTemplate(Writing writing) {
        writing.useTemplate();
    }

    /**
     * Keeps the story with its scenes, all waiting or on their way; the record that says so comes last. A story that was
     * cancelled meanwhile is not kept; one that was paused waits with its scenes written, and one that a person is to look at
     * waits for that. Once scenes have gone their way
     * nothing stands in for words that nobody wrote: these scenes have failed.
     */
    public void finish(Writing writing) {
        if (writing.isWritten() || writing.isParked() || writing.isGivenUp()) {
            return;
        }
        if (writing.lacksWords() && !writing.takesTemplate() && !writing.isReleased()) {
            throw new IllegalStateException("nobody wrote the story of " + writing.storyId()
                    + ": the chain in ask-llm.camel.yaml came to its end without the template; "
                    + Wording.firstSaid(writing.session().log().error(), "no provider is configured"));
        }
        Story story = writing.session().finish();
        LOG.info(
                "story written storyId={} source={} scenes={} requests={}",
                story.storyId(),
                story.storySource().word(),
                story.scenes().size(),
                story.llm().attempts());
        store.update(story.storyId(), record -> {
            if (!isWanted(writing, record)) {
                LOG.info("storyId={} is {} and was not kept as it was written", record.storyId(), record.state());
                return record;
            }
            if (writing.wantsApproval()) {
                release.keepUnapproved(story, record);
                return record.to(
                        StoryState.AWAITING_APPROVAL,
                        clock.instant(),
                        StoryApprovals.sentence(story.storyId(), story.warnings()));
            }
            release.keep(writing, story, record);
            return record.to(StoryState.WRITTEN, clock.instant(), sentence(story));
        });
    }

    private static boolean isWanted(Writing writing, StoryRecord story) {
        return story.state() == StoryState.ACCEPTED
                || story.state() == StoryState.PAUSED
                || (story.state() == StoryState.WRITING && story.generation() == writing.generation());
    }

    /** The story's scenes that nobody wrote, as long as the assemble stage may have to be told of them. */
    public List<SceneRecord> unwritten(Writing writing) {
        return scenes(writing, scene -> scene.failureKind() == FailureKind.NOT_WRITTEN);
    }

    /** The story's scenes that are to go into their queue now, in story order. */
    public List<SceneRecord> waiting(Writing writing) {
        return scenes(writing, scene -> scene.state() == SceneState.WAITING);
    }

    private List<SceneRecord> scenes(Writing writing, Predicate<SceneRecord> which) {
        return store
                .record(writing.storyId())
                .filter(story -> story.state() == StoryState.WRITTEN)
                .map(story -> store.sceneRecords(story.storyId()))
                .orElse(List.of())
                .stream()
                .filter(which)
                .toList();
    }

    private static String sentence(Story story) {
        return story.warnings().isEmpty() ? null : String.join(" ", story.warnings());
    }
}
