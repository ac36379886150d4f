package io.showrunner.callback;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.config.CallbackSettings;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.GrowingPause;
import io.showrunner.story.Json;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which ends of stories are still to be told to the address of their brief. What is tried, and how often, is kept in the story's
 * folder; a start finds there what was not told. Thread-safe.
 */
public final class Callbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** An end that is older when it is first looked at is no news: it comes from before there were callbacks. */
    private static final Duration NEWS = Duration.ofDays(1);

    private final CallbackSettings settings;
    private final StoryStore store;
    private final Predicate<String> isSettled;
    private final GrowingPause pauses;
    private final Clock clock;
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    /** @param isSettled true for an assembled story that is delivered, too */
    public Callbacks(CallbackSettings settings, StoryStore store, Predicate<String> isSettled, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.isSettled = isSettled;
        this.clock = clock;
        pauses = new GrowingPause(settings.interval(), LONGEST_PAUSE);
        store.onChange(scene -> {}, story -> open.add(story.storyId()));
        open.addAll(store.storyIds());
    }

    /** Those to be tried now. */
    public List<Callback> due() {
        return List.copyOf(open).stream().flatMap(id -> look(id).stream()).toList();
    }

    /** True while an end of the story is still to be told, or nobody has looked whether it is. */
    public boolean isOpen(String storyId) {
        return isWaiting(store, storyId)
                || (open.contains(storyId) && url(storyId).isPresent());
    }

    /** True while the folder of the story says that its end is still to be told. */
    public static boolean isWaiting(StoryStore store, String storyId) {
        return kept(store, storyId)
                .filter(each -> each.state() == Callback.State.WAITING)
                .isPresent();
    }

    /** The receiver has it. */
    public void told(Callback callback) {
        keep(callback.told());
        LOG.info("storyId={} its end is told to its callbackUrl", callback.storyId());
    }

    /** The receiver does not have it; a later look gives it again, or it is given up. Addresses may have secrets in them. */
    public void failed(Callback callback, Exception failure) {
        String reason = String.valueOf(failure.getMessage()).replaceAll("https?://\\S+", "its callbackUrl");
        int failures = callback.attempts() + 1;
        if (failures >= settings.attempts()) {
            giveUp(
                    callback,
                    failures,
                    "its end could not be told to its callbackUrl in " + failures + " attempts: " + reason);
            return;
        }
        Duration pause = pauses.after(failures);
        keep(callback.failed(clock.instant().plus(pause), reason));
        LOG.warn("storyId={} its end is told again in {} s: {}", callback.storyId(), pause.toSeconds(), reason);
    }

    /** Taken out first: a change that comes meanwhile puts the story back. */
    private Optional<Callback> look(String storyId) {
        open.remove(storyId);
        Optional<StoryRecord> ended =
                store.record(storyId).filter(story -> story.state().isTerminal());
        Optional<URI> url = ended.flatMap(story -> url(storyId));
        if (url.isEmpty()) {
            return Optional.empty();
        }
        if (!isOver(ended.get())) {
            open.add(storyId);
            return Optional.empty();
        }
        Optional<Callback> waiting =
                callback(ended.get(), url.get()).filter(each -> each.state() == Callback.State.WAITING);
        waiting.ifPresent(each -> open.add(storyId));
        return waiting.filter(each -> each.isDue(clock.instant()));
    }

    /** An assembled story is over when it is delivered. */
    private boolean isOver(StoryRecord story) {
        boolean assembled = story.state() == StoryState.FINISHED || story.state() == StoryState.INCOMPLETE;
        return !assembled || isSettled.test(story.storyId());
    }

    private Optional<Callback> callback(StoryRecord story, URI url) {
        CallbackBody body = CallbackBody.of(store, story);
        Optional<Callback> before =
                kept(store, story.storyId()).filter(each -> each.id().equals(body.id()));
        if (before.isPresent()) {
            return before;
        }
        Instant now = clock.instant();
        if (story.changedAt().isBefore(now.minus(NEWS))) {
            return Optional.empty();
        }
        Callback callback =
                new Callback(body.id(), story.storyId(), url, Json.write(body), Callback.State.WAITING, 0, now, null);
        if (settings.secret().isEmpty()) {
            giveUp(callback, 0, "its callbackUrl is not told: showrunner.callback.secret is not set");
            return Optional.empty();
        }
        keep(callback);
        return Optional.of(callback);
    }

    private void giveUp(Callback callback, int failures, String why) {
        keep(callback.givenUp(failures, why));
        LOG.warn("storyId={} {}", callback.storyId(), why);
        if (!store.exists(callback.storyId())) {
            return;
        }
        store.update(
                callback.storyId(),
                story -> story.to(
                        story.state(),
                        story.changedAt(),
                        story.message() == null ? why : story.message() + "; " + why));
    }

    private Optional<URI> url(String storyId) {
        Path brief = store.folder(storyId).resolve("brief.json");
        return Files.exists(brief)
                ? Optional.ofNullable(Json.read(brief, JsonNode.class)
                                .path("callbackUrl")
                                .textValue())
                        .map(URI::create)
                : Optional.empty();
    }

    private static Optional<Callback> kept(StoryStore store, String storyId) {
        Path file = file(store, storyId);
        return Files.exists(file) ? Optional.of(Json.read(file, Callback.class)) : Optional.empty();
    }

    /** Nothing is kept of a story that was deleted meanwhile. */
    private void keep(Callback callback) {
        if (store.exists(callback.storyId())) {
            DurableFiles.writeJson(file(store, callback.storyId()), callback);
        }
    }

    private static Path file(StoryStore store, String storyId) {
        return store.folder(storyId).resolve("callback.json");
    }
}
