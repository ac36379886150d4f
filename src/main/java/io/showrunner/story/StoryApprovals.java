package io.showrunner.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Stories whose scenes a person looks at before anything is rendered. Until then their words stand in {@code story.json}
 * alone, so that one atomic write changes them; approval gives every scene its file and its place among those that wait.
 * Thread-safe.
 */
public final class StoryApprovals {
    private static final String ORIGINAL = "story.written.json";
    private static final int VERSION_LENGTH = 16;

    private final StoryStore store;
    private final FairTurns turns;
    private final Optional<Duration> timeout;
    private final Clock clock;

    /** @param timeout how long a story waits at most; empty for as long as it takes */
    public StoryApprovals(StoryStore store, FairTurns turns, Optional<Duration> timeout, Clock clock) {
        this.store = store;
        this.turns = turns;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * What a person wants.
     *
     * @param version of the scenes that the person has seen; null when it does not matter
     * @param by the name of their token; null when nobody had to say
     * @param scenes as they are to be, JSON; null when they are approved as they are
     */
    public record Request(String storyId, String version, String by, String scenes) {}

    /**
     * A story with other scenes.
     *
     * @param changes a sentence for each; none when it is the same story
     */
    public record Edited(Story story, List<String> changes) {}

    /** Changes with every change of the scenes. */
    public static String version(Story story) {
        JsonNode scenes = Json.mapper().valueToTree(story.scenes());
        return Sha256.hex(Json.canonical(scenes)).substring(0, VERSION_LENGTH);
    }

    /** What is said of a story that waits. */
    public static String sentence(String storyId, List<String> warnings) {
        String words = "waits for approval; when its scenes are good: java -jar showrunner.jar approve " + storyId;
        return warnings.isEmpty() ? words : words + ". " + String.join(" ", warnings);
    }

    /**
     * Changes the scenes. They are numbered anew, in their new order.
     *
     * @return the story as it is now
     * @throws ControlRefused when there is no such story, or it does not wait for approval
     * @throws OutdatedScenes when somebody else changed them
     */
    public Story edit(Request request, Function<Story, Edited> change) {
        requireKnown(request);
        store.update(request.storyId(), record -> {
            Story story = unapproved(record, request);
            Edited edited = change.apply(story);
            return edited.changes().isEmpty() ? record : changed(record, story, edited, request.by());
        });
        return store.story(request.storyId()).orElseThrow();
    }

    /**
     * Lets the scenes be rendered as they are.
     *
     * @return what has changed; its waiting scenes are to go into their queue
     * @throws ControlRefused when there is no such story, or it does not wait for approval
     * @throws OutdatedScenes when somebody changed them since the person looked
     */
    public Change approve(Request request) {
        requireKnown(request);
        List<SceneRecord> waiting = new ArrayList<>();
        StoryRecord after = store.update(request.storyId(), record -> {
            Story story = unapproved(record, request);
            Instant now = clock.instant();
            store.save(story.with(story.approval().approved(now, request.by())), records(story));
            dropBeyond(story);
            story.scenes().forEach(scene -> waiting.add(waiting(story.storyId(), scene.id(), now)));
            return record.to(StoryState.WRITTEN, now, approvedBy(request.by(), story.warnings()));
        });
        String words = after.storyId() + " is approved; its scenes wait for their turn";
        return new Change(after, waiting, waiting, List.of(), List.of(), words);
    }

    /** Gives up the stories that have waited for too long; their scenes, which are to be made known. */
    public List<SceneRecord> expire() {
        return timeout.map(this::expired).orElse(List.of());
    }

    private List<SceneRecord> expired(Duration most) {
        Instant longAgo = clock.instant().minus(most);
        String why = "nobody approved it within " + most.toSeconds() + " s (showrunner.approval.timeout)";
        List<SceneRecord> ended = new ArrayList<>();
        for (StoryRecord story : new ReadableRecords(store).stories()) {
            if (isOverdue(story, longAgo)) {
                store.update(story.storyId(), record -> {
                    if (isOverdue(record, longAgo)) {
                        ended.addAll(cancelled(record.storyId(), why));
                    }
                    return record;
                });
            }
        }
        return ended;
    }

    private static boolean isOverdue(StoryRecord story, Instant longAgo) {
        return story.state() == StoryState.AWAITING_APPROVAL
                && story.changedAt().isBefore(longAgo);
    }

    private List<SceneRecord> cancelled(String storyId, String why) {
        return store.sceneRecords(storyId).stream()
                .map(scene -> store.update(
                        storyId,
                        scene.sceneId(),
                        now -> now.state().isTerminal()
                                ? now
                                : now.to(SceneState.CANCELLED, FailureKind.CANCELLED, why, clock.instant())))
                .toList();
    }

    private void requireKnown(Request request) {
        if (!store.exists(request.storyId())) {
            throw ControlRefused.unknown("story " + request.storyId());
        }
    }

    private Story unapproved(StoryRecord record, Request request) {
        boolean given = store.sceneRecords(record.storyId()).stream()
                .anyMatch(scene -> scene.state().isTerminal());
        if (record.state() != StoryState.AWAITING_APPROVAL || given) {
            throw ControlRefused.because(record.storyId() + " is " + (given ? "cancelled" : record.state())
                    + ": only a story that waits for approval can be approved, or its scenes be changed");
        }
        Story story = store.story(record.storyId()).orElseThrow();
        if (request.version() != null && !request.version().equals(version(story))) {
            throw new OutdatedScenes(record.storyId());
        }
        return story;
    }

    /** The story as it was written is kept before its first change; {@code story.json} is what makes the change count. */
    private StoryRecord changed(StoryRecord record, Story before, Edited edited, String by) {
        Instant now = clock.instant();
        Path original = store.folder(record.storyId()).resolve(ORIGINAL);
        if (!Files.exists(original)) {
            DurableFiles.writeJson(original, before);
        }
        StoryApproval approval = before.approval().edited(new StoryApproval.Edit(now, by, edited.changes()));
        Story after = edited.story().with(approval);
        store.save(after, records(after));
        dropBeyond(after);
        after.scenes()
                .forEach(scene -> DurableFiles.delete(
                        store.sceneFolder(record.storyId(), scene.id()).resolve(scene.id() + ".json")));
        String words = (by == null ? "changed: " : "changed by " + by + ": ") + String.join("; ", edited.changes());
        return record.to(
                StoryState.AWAITING_APPROVAL, now, sentence(record.storyId(), after.warnings()) + "; " + words);
    }

    /** Records that are there stay: the scene at a place has the place's record. */
    private List<SceneRecord> records(Story story) {
        return store.sceneRecords(story.storyId()).subList(0, story.scenes().size());
    }

    private void dropBeyond(Story story) {
        List<String> wanted = story.scenes().stream().map(SceneSpec::id).toList();
        store.sceneIds(story.storyId()).stream()
                .filter(id -> !wanted.contains(id))
                .forEach(id -> DurableFiles.deleteTree(store.sceneFolder(story.storyId(), id)));
    }

    private SceneRecord waiting(String storyId, String sceneId, Instant now) {
        return store.update(
                storyId,
                sceneId,
                scene -> scene.state().isTerminal() ? scene : turns.placed(scene.waitingAgain(null, now)));
    }

    private static String approvedBy(String by, List<String> warnings) {
        String words = by == null ? "approved by a person" : "approved by " + by;
        return warnings.isEmpty() ? words : words + ". " + String.join(" ", warnings);
    }
}
