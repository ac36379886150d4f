package io.showrunner.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Lets the owners of briefs of one priority take turns: while somebody else's is at hand, one brief of an owner of whom nothing
 * waits for a GPU and nothing is being written goes before the others. Thread-safe.
 */
public final class BriefTurns {
    private final StoryStore store;
    private final FairTurns turns;
    private final Map<String, StoryRecord> open = new ConcurrentHashMap<>();
    private final Set<String> ahead = ConcurrentHashMap.newKeySet();
    private final Set<String> atHand = ConcurrentHashMap.newKeySet();

    public BriefTurns(StoryStore store, FairTurns turns) {
        this.store = store;
        this.turns = turns;
        store.onChange(scene -> {}, this::changed);
        new UnfinishedWork(store).briefs().forEach(this::changed);
    }

    /** The JMS priority of the brief's message: that of its priority, or one more when it goes before the others. */
    public int urgency(StoryRecord story) {
        return story.priority().onTheWire() + (ahead.contains(story.storyId()) ? 1 : 0);
    }

    /** The briefs that go before the others now, each once; they need a new message. To be asked by who has a brief at hand. */
    public List<StoryRecord> due(String storyId) {
        atHand.add(storyId);
        open.keySet().removeIf(id -> !store.exists(id));
        Map<String, List<StoryRecord>> others = store.record(storyId).stream()
                .flatMap(mine -> open.values().stream()
                        .filter(story -> story.priority() == mine.priority())
                        .filter(story -> !story.ownerName().equals(mine.ownerName())))
                .collect(Collectors.groupingBy(StoryRecord::ownerName));
        List<StoryRecord> due = new ArrayList<>();
        others.forEach((owner, stories) -> next(owner, stories).ifPresent(due::add));
        due.sort(Comparator.comparing(StoryRecord::acceptedAt));
        return due;
    }

    private Optional<StoryRecord> next(String owner, List<StoryRecord> stories) {
        boolean isServed = stories.stream().anyMatch(this::isUnderWay)
                || turns.isServed(owner, stories.get(0).priority());
        return isServed
                ? Optional.empty()
                : stories.stream()
                        .min(Comparator.comparing(StoryRecord::acceptedAt))
                        .flatMap(story -> sentAhead(story.storyId()));
    }

    private boolean isUnderWay(StoryRecord story) {
        return story.state() == StoryState.WRITING
                || ahead.contains(story.storyId())
                || atHand.contains(story.storyId());
    }

    private Optional<StoryRecord> sentAhead(String storyId) {
        AtomicBoolean isSent = new AtomicBoolean();
        StoryRecord after = store.update(storyId, now -> {
            isSent.set(now.state() == StoryState.ACCEPTED && ahead.add(storyId));
            return isSent.get() ? now.queuedAgain(now.state(), now.priority(), now.changedAt(), now.message()) : now;
        });
        return isSent.get() ? Optional.of(after) : Optional.empty();
    }

    private void changed(StoryRecord story) {
        if (story.state().awaitsWords()) {
            open.put(story.storyId(), story);
        } else {
            open.remove(story.storyId());
            ahead.remove(story.storyId());
            atHand.remove(story.storyId());
        }
    }
}
