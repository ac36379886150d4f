package io.showrunner.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.fleet.FleetHistory;
import io.showrunner.story.Json;
import io.showrunner.story.LlmReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryHistory;
import io.showrunner.story.StoryHistory.Entry;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says where the time of a story went, by its own files and the account of the servers alone: nothing needs to run. The parts of a
 * timeline add up to the time on the clock, because each begins where the one before ends.
 */
public final class Explain {
    private final StoryStore store;
    private final Path data;
    private final Clock clock;

    /** @param data the data folder, which holds the account of the servers */
    public Explain(StoryStore store, Path data, Clock clock) {
        this.store = store;
        this.data = data;
        this.clock = clock;
    }

    /** Explains a story that is there. */
    public StoryExplanation explain(StoryRecord record) {
        Instant now = clock.instant();
        List<Entry> history = StoryHistory.of(store, record.storyId());
        Story story = store.story(record.storyId()).orElse(null);
        Waits waits = new Waits(FleetHistory.read(data));
        List<Timeline> scenes = store.sceneRecords(record.storyId()).stream()
                .map(scene -> scene(record, story, scene, history, waits, now))
                .toList();
        return new StoryExplanation(
                story(record, story, history, now),
                scenes,
                history.isEmpty() ? "the story was made before its history was kept; waiting has no reasons" : null);
    }

    private Timeline scene(
            StoryRecord record, Story story, SceneRecord scene, List<Entry> history, Waits waits, Instant now) {
        List<Entry> written = history.stream()
                .filter(entry -> scene.sceneId().equals(entry.sceneId()))
                .dropWhile(entry -> entry.state().equals(SceneState.UNWRITTEN.name()))
                .toList();
        Cuts cuts = new Cuts(record.acceptedAt());
        LlmReport llm = story == null ? null : story.llm();
        Instant words = written.isEmpty() ? now : written.get(0).at();
        writing(cuts, llm, words);
        new SceneCourse(store, scene, waits, cuts).cut(written, now);
        return Timeline.of(
                scene.sceneId(),
                title(story, scene),
                scene.state().name(),
                !scene.state().isTerminal(),
                cuts);
    }

    private static String title(Story story, SceneRecord scene) {
        return Stream.ofNullable(story)
                .flatMap(written -> written.scenes().stream())
                .filter(spec -> spec.id().equals(scene.sceneId()))
                .map(SceneSpec::title)
                .findFirst()
                .orElse(null);
    }

    private Timeline story(StoryRecord record, Story story, List<Entry> history, Instant now) {
        Cuts cuts = new Cuts(record.acceptedAt());
        boolean ended = record.state().isTerminal();
        Instant end = ended ? record.changedAt() : now;
        waitingToBeWritten(cuts, story, history, end);
        if (story != null) {
            writing(cuts, story.llm(), earlier(lastWords(history, end), end));
            approval(cuts, history, end);
            Instant last = last(history, SceneState::isTerminal);
            boolean allEnded = store.sceneRecords(record.storyId()).stream()
                    .allMatch(scene -> scene.state().isTerminal());
            cuts.until(allEnded && last != null ? earlier(last, end) : end, Phase.RENDERING, null);
            cuts.until(moment(record, "story.done", "timestamp"), Phase.ASSEMBLING, null);
            cuts.until(moment(record, "story.delivered", "deliveredAt"), Phase.DELIVERING, null);
        }
        boolean open = !ended || isBeingDelivered(record);
        cuts.until(open ? now : end, isBeingDelivered(record) ? Phase.DELIVERING : Phase.ENDED, null);
        return Timeline.of(
                record.storyId(),
                story == null ? null : story.title(),
                record.state().name(),
                open,
                cuts);
    }

    private boolean isBeingDelivered(StoryRecord record) {
        return (record.state() == StoryState.FINISHED || record.state() == StoryState.INCOMPLETE)
                && !Files.exists(store.folder(record.storyId()).resolve("story.delivered"));
    }

    /** Why a story waits for its words stands in its record: a person paused it, or no model could be reached. */
    private static void waitingToBeWritten(Cuts cuts, Story story, List<Entry> history, Instant end) {
        Instant begun =
                story == null || story.llm() == null ? null : story.llm().startedAt();
        List<Entry> own =
                history.stream().filter(entry -> entry.sceneId() == null).toList();
        for (int i = 0; i + 1 < own.size() && isBeforeTheWords(own.get(i)); i++) {
            Instant next = own.get(i + 1).at();
            cuts.until(
                    begun == null ? next : earlier(begun, next),
                    phase(own.get(i)),
                    own.get(i).message());
        }
        if (story == null) {
            Entry last = own.isEmpty() ? null : own.get(own.size() - 1);
            cuts.until(end, last == null ? Phase.INBOX : phase(last), last == null ? null : last.message());
        }
    }

    private static boolean isBeforeTheWords(Entry entry) {
        return Stream.of(StoryState.ACCEPTED, StoryState.PAUSED)
                .anyMatch(state -> state.name().equals(entry.state()));
    }

    private static Phase phase(Entry entry) {
        return entry.state().equals(StoryState.PAUSED.name()) ? Phase.PAUSED : Phase.INBOX;
    }

    private static void writing(Cuts cuts, LlmReport llm, Instant words) {
        if (llm == null || llm.startedAt() == null) {
            cuts.until(words, Phase.INBOX, null);
        } else {
            cuts.until(earlier(llm.startedAt(), words), Phase.INBOX, null).until(words, Phase.WRITING, by(llm));
        }
    }

    private static void approval(Cuts cuts, List<Entry> history, Instant end) {
        List<Entry> own =
                history.stream().filter(entry -> entry.sceneId() == null).toList();
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).state().equals(StoryState.AWAITING_APPROVAL.name())) {
                Instant until = i + 1 < own.size() ? own.get(i + 1).at() : end;
                cuts.until(earlier(until, end), Phase.APPROVAL, own.get(i).message());
            }
        }
    }

    private static String by(LlmReport llm) {
        int repairs =
                llm.repairs().values().stream().mapToInt(Integer::intValue).sum();
        return Stream.of(
                        Objects.requireNonNullElse(llm.model(), "no language model"),
                        count(llm.attempts(), "request"),
                        repairs == 0 ? null : count(repairs, "repair"),
                        llm.answersMs() == null
                                ? null
                                : String.format(Locale.ROOT, "%.1f s of it for answers", llm.answersMs() / 1000.0))
                .filter(Objects::nonNull)
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** When the last scene had its words. */
    private static Instant lastWords(List<Entry> history, Instant otherwise) {
        return history.stream()
                .filter(entry -> entry.sceneId() != null && !entry.state().equals(SceneState.UNWRITTEN.name()))
                .collect(Collectors.toMap(Entry::sceneId, Entry::at, (first, later) -> first))
                .values()
                .stream()
                .max(Instant::compareTo)
                .orElse(otherwise);
    }

    private static Instant last(List<Entry> history, Predicate<SceneState> which) {
        return history.stream()
                .filter(entry -> entry.sceneId() != null && which.test(SceneState.valueOf(entry.state())))
                .map(Entry::at)
                .max(Instant::compareTo)
                .orElse(null);
    }

    private Instant moment(StoryRecord record, String file, String key) {
        Path path = store.folder(record.storyId()).resolve(file);
        return Files.exists(path)
                ? Instant.parse(Json.read(path, JsonNode.class).path(key).asText())
                : null;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
