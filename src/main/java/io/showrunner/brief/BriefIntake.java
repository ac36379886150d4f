package io.showrunner.brief;

import io.showrunner.brief.Acceptance.Verdict;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a story of every brief once. Same id and same content, or no id and known content: the first story. Same id and
 * other content: a conflict. Anything else is a new story.
 *
 * <p>Index, brief and record are written in this order and the record alone makes the story count: a process killed in
 * between leaves nothing that a repeat does not finish, and the repeat may bring another brief. Thread-safe within one
 * process.
 */
public final class BriefIntake {
    private static final Logger LOG = LoggerFactory.getLogger(BriefIntake.class);
    private static final DateTimeFormatter RUN_ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final StoryStore store;
    private final BriefIndex index;
    private final KeyframeIntake keyframes;
    private final Clock clock;
    private final Set<String> askedAgain = new HashSet<>();

    /** For briefs that bring no pictures. */
    public BriefIntake(StoryStore store, Clock clock) {
        this(store, new KeyframeIntake(store, List.of()), clock);
    }

    public BriefIntake(StoryStore store, KeyframeIntake keyframes, Clock clock) {
        this.store = store;
        this.keyframes = keyframes;
        this.index = new BriefIndex(store);
        this.clock = clock;
    }

    /**
     * Accepts a brief that {@link BriefReader} has checked.
     *
     * @param briefName file name, or how else the brief came in
     * @throws BriefRejectedException when it is new and one of its pictures cannot be used
     */
    public synchronized Acceptance accept(Brief brief, String briefName) {
        return accept(brief, briefName, null);
    }

    /**
     * As {@link #accept(Brief, String)}, for somebody.
     *
     * @param owner null for nobody; who hands in a brief that is known does not become its owner
     */
    public synchronized Acceptance accept(Brief brief, String briefName, String owner) {
        String name = Excerpt.of(briefName);
        String contentHash = BriefHash.of(brief);
        Acceptance acceptance = first(brief, contentHash)
                .map(first -> known(first, brief, contentHash, name))
                .orElseGet(() -> create(brief, contentHash, name, owner));
        noteWhetherOthersKnowIt(acceptance);
        LOG.atInfo()
                .addKeyValue("storyId", acceptance.storyId())
                .addKeyValue("runId", acceptance.record().runId())
                .log(
                        "brief={} storyId={} verdict={} state={}",
                        name,
                        acceptance.storyId(),
                        acceptance.verdict(),
                        acceptance.record().state());
        return acceptance;
    }

    /**
     * Takes an acceptance back that was not queued and of which nobody was told: the same brief is new when it comes
     * again. A story that was known before stays.
     */
    public synchronized void withdraw(Acceptance acceptance) {
        String storyId = acceptance.storyId();
        boolean isOurs = acceptance.verdict() == Verdict.ACCEPTED && !askedAgain.remove(storyId);
        if (isOurs && store.record(storyId).filter(acceptance.record()::equals).isPresent()) {
            store.forget(storyId);
            LOG.info("storyId={} withdrawn: it could not be queued", storyId);
        }
    }

    /** The story was deleted: its brief is new when it comes again. */
    public synchronized void forget(StoryRecord story) {
        if (!store.exists(story.storyId())) {
            index.forget(story);
        }
    }

    private void noteWhetherOthersKnowIt(Acceptance acceptance) {
        if (acceptance.verdict() == Verdict.DUPLICATE && acceptance.isWaiting()) {
            askedAgain.add(acceptance.storyId());
        } else {
            askedAgain.remove(acceptance.storyId());
        }
    }

    /** The brief that the story was accepted with; its pictures are the copies that the story keeps. */
    public Brief briefOf(String storyId) {
        return Json.read(briefFile(storyId), Brief.class);
    }

    private Optional<StoryRecord> first(Brief brief, String contentHash) {
        return brief.briefId() == null ? index.byContent(contentHash) : index.byId(brief.briefId());
    }

    private static Acceptance known(StoryRecord first, Brief brief, String contentHash, String name) {
        if (!first.contentHash().equals(contentHash)) {
            return new Acceptance(
                    Verdict.CONFLICT,
                    first,
                    name + " is not accepted: the brief id " + brief.briefId() + " belongs to " + first.storyId()
                            + ", which has other content. Give this brief an id of its own, or none.");
        }
        return new Acceptance(
                Verdict.DUPLICATE,
                first,
                name + " is known already: it is " + first.storyId() + ", accepted " + first.acceptedAt() + " as "
                        + first.briefName() + ".");
    }

    private Acceptance create(Brief brief, String contentHash, String name, String owner) {
        for (String storyId : StoryId.candidates(brief, contentHash)) {
            Optional<StoryRecord> there = store.record(storyId);
            if (there.isEmpty()) {
                StoryRecord record = record(storyId, brief, contentHash, name, owner);
                Brief kept = keyframes.keep(brief, storyId, name);
                index.remember(brief.briefId(), contentHash, storyId);
                DurableFiles.writeJson(briefFile(storyId), kept);
                store.save(record);
                return new Acceptance(Verdict.ACCEPTED, record, name + " is accepted as " + storyId + ".");
            }
            StoryRecord other = there.get();
            if (other.contentHash().equals(contentHash) && Objects.equals(other.briefId(), brief.briefId())) {
                index.remember(brief.briefId(), contentHash, storyId);
                return known(other, brief, contentHash, name);
            }
        }
        throw new IllegalStateException("no story id is left for the brief " + name);
    }

    private StoryRecord record(String storyId, Brief brief, String contentHash, String name, String owner) {
        Instant now = clock.instant();
        return StoryRecord.accepted(
                storyId, brief.briefId(), name, contentHash, brief.priority(), RUN_ID.format(now), now, owner);
    }

    private Path briefFile(String storyId) {
        return store.folder(storyId).resolve("brief.json");
    }
}
