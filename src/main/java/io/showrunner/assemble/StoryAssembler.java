package io.showrunner.assemble;

import io.showrunner.story.DeliveryMessage;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.ReadableRecords;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import io.showrunner.story.Storyboard;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a story together once all its scenes are terminal: metadata, summary and contact sheet, then {@code story.done},
 * then the story's record. Repeating it changes nothing; a scene that was retried since raises the revision. Everything
 * is read from the story's folder, so no earlier run needs to be remembered. Thread-safe.
 */
public final class StoryAssembler {
    private static final Logger LOG = LoggerFactory.getLogger(StoryAssembler.class);
    private static final String METADATA = "artifact-metadata.json";
    private static final String SUMMARY = "run-summary.txt";
    private static final String SHEET = "contact-sheet.png";
    private static final String DONE = "story.done";

    private final StoryStore store;
    private final ReadableRecords records;
    private final Clock clock;
    private final MetadataBuilder builder;
    private final ContactSheet sheet = new ContactSheet();
    private final Map<String, String> awaited = new ConcurrentHashMap<>();

    /** @param simulation true when simulators stand in for ComfyUI and the language model; every document says so */
    public StoryAssembler(StoryStore store, Clock clock, Knobs knobs, boolean simulation) {
        this.store = store;
        this.records = new ReadableRecords(store);
        this.clock = clock;
        this.builder = new MetadataBuilder(store, clock, knobs, simulation);
    }

    /** True when the story is written and nothing more happens to any of its scenes by itself. */
    public boolean isComplete(String storyId) {
        return store.exists(storyId) && store.story(storyId).stream().anyMatch(this::isComplete);
    }

    /** Asked for every scene that ends: the one that was awaited last time is asked for first. */
    private boolean isComplete(Story story) {
        String storyId = story.storyId();
        String last = awaited.get(storyId);
        Optional<SceneSpec> unfinished = Stream.concat(
                        story.scenes().stream().filter(spec -> spec.id().equals(last)), story.scenes().stream())
                .filter(spec -> !isTerminal(story, spec))
                .findFirst();
        unfinished.ifPresentOrElse(spec -> awaited.put(storyId, spec.id()), () -> awaited.remove(storyId));
        return unfinished.isEmpty();
    }

    private boolean isTerminal(Story story, SceneSpec spec) {
        return state(story, spec).filter(SceneState::isTerminal).isPresent();
    }

    private Optional<SceneState> state(Story story, SceneSpec spec) {
        return records.scene(story.storyId(), spec.id()).map(SceneRecord::state);
    }

    /**
     * The scenes of the stories that are complete but were not assembled since: a crash may have come between the last
     * record and its marker.
     */
    public List<SceneRecord> unassembled() {
        return records.stories().stream()
                .map(StoryRecord::storyId)
                .filter(this::isComplete)
                .filter(id -> !isAssembled(id))
                .flatMap(id -> store.sceneRecords(id).stream())
                .toList();
    }

    /**
     * Writes the story's documents, unless they are there for exactly these scenes.
     *
     * @throws IllegalStateException when a scene is not terminal; it names the scene
     */
    public synchronized StoryOutcome assemble(String storyId) {
        Story story = store.story(storyId)
                .orElseThrow(() -> new IllegalStateException("story " + storyId + " is not written yet"));
        List<String> unfinished = unfinished(story);
        if (!unfinished.isEmpty()) {
            throw new IllegalStateException("story " + storyId + " is not complete: " + String.join(", ", unfinished));
        }
        List<StoryDone.Scene> scenes = scenes(story);
        Optional<StoryDone> before = done(storyId);
        boolean same = before.isPresent() && before.get().scenes().equals(scenes) && allThere(storyId);
        StoryDone done = same ? before.get() : write(story, scenes, before);
        StoryOutcome outcome = done.outcome(store.folder(storyId).toString());
        store.update(storyId, record -> isComplete(storyId) ? toState(record, outcome) : record);
        return outcome;
    }

    /** The outcome that the message asks to deliver; null when it was delivered or removed, or a newer one is to come. */
    public StoryOutcome toDeliver(String message) {
        DeliveryMessage asked = Json.read(message, DeliveryMessage.class);
        return done(asked.storyId())
                .filter(done -> done.revision() == asked.revision())
                .map(done -> done.outcome(store.folder(asked.storyId()).toString()))
                .filter(this::awaitsDelivery)
                .orElse(null);
    }

    /** True until {@link #delivered} was called for this outcome: the stories that a crash kept from their delivery too. */
    public boolean awaitsDelivery(StoryOutcome outcome) {
        Path file = deliveredFile(outcome.storyId());
        return !Files.exists(file) || Json.read(file, Delivery.class).revision() != outcome.revision();
    }

    /** Remembers that the outcome went through the deliver route to its end. */
    public void delivered(StoryOutcome outcome) {
        DurableFiles.writeJson(deliveredFile(outcome.storyId()), new Delivery(outcome.revision(), clock.instant()));
    }

    /** True when nothing is left to be done for the story: it is assembled as it is and delivered, or ended unwritten. */
    public boolean isSettled(String storyId) {
        boolean ended = store.record(storyId).map(StoryRecord::state).stream().anyMatch(StoryState::isTerminal);
        boolean unwritten = store.story(storyId).isEmpty();
        return ended && (unwritten || (isComplete(storyId) && isAssembled(storyId) && !isDeliveryDue(storyId)));
    }

    /** True for a story that is assembled, and not delivered as it is now. */
    public boolean isDeliveryDue(String storyId) {
        return done(storyId).map(done -> done.outcome(store.folder(storyId).toString())).stream()
                .anyMatch(this::awaitsDelivery);
    }

    private Path deliveredFile(String storyId) {
        return store.folder(storyId).resolve("story.delivered");
    }

    private record Delivery(int revision, Instant deliveredAt) {}

    private StoryDone write(Story story, List<StoryDone.Scene> scenes, Optional<StoryDone> before) {
        String storyId = story.storyId();
        int revision = before.map(done -> done.scenes().equals(scenes) ? done.revision() : done.revision() + 1)
                .orElse(1);
        StoryRecord record = store.record(storyId).orElseThrow();
        Path folder = store.folder(storyId);
        ArtifactMetadata metadata = draw(builder.of(story, record, revision), folder);
        DurableFiles.writeJson(folder.resolve(METADATA), metadata);
        DurableFiles.write(folder.resolve(SUMMARY), RunSummary.of(metadata).getBytes(StandardCharsets.UTF_8));
        StoryDone done = new StoryDone(storyId, metadata.story().state(), revision, clock.instant(), scenes);
        DurableFiles.writeJson(folder.resolve(DONE), done);
        LOG.info("storyId={} state={} revision={} scenes={} assembled", storyId, done.state(), revision, scenes.size());
        return done;
    }

    private ArtifactMetadata draw(ArtifactMetadata metadata, Path folder) {
        List<String> notes = new ArrayList<>();
        Optional<byte[]> drawn = sheet.draw(metadata, folder, notes);
        drawn.ifPresent(png -> DurableFiles.write(folder.resolve(SHEET), png));
        return metadata.drawn(drawn.isPresent() ? SHEET : null, notes);
    }

    private StoryRecord toState(StoryRecord record, StoryOutcome outcome) {
        String why = sentence(record.storyId(), outcome.missing());
        boolean same = record.state() == outcome.state() && Objects.equals(record.message(), why);
        return same ? record : record.to(outcome.state(), clock.instant(), why);
    }

    /** What is missing, and what is wanted of a person; null when there is nothing to say. */
    private String sentence(String storyId, List<String> missing) {
        boolean wantsApproval =
                store.story(storyId).stream().anyMatch(story -> story.render().isStoryboard())
                        && Storyboard.of(store, storyId).isEmpty();
        Stream<String> wanted = wantsApproval ? Stream.of(Storyboard.sentence(storyId)) : Stream.empty();
        List<String> said = Stream.concat(missing.stream(), wanted).toList();
        return said.isEmpty() ? null : String.join("; ", said);
    }

    private boolean isAssembled(String storyId) {
        boolean known = store.record(storyId).map(StoryRecord::state).stream().anyMatch(StoryState::isTerminal);
        List<StoryDone.Scene> scenes = scenes(store.story(storyId).orElseThrow());
        return known
                && allThere(storyId)
                && done(storyId).map(StoryDone::scenes).stream().anyMatch(scenes::equals);
    }

    private Optional<StoryDone> done(String storyId) {
        Path file = store.folder(storyId).resolve(DONE);
        return Files.exists(file) ? Optional.of(Json.read(file, StoryDone.class)) : Optional.empty();
    }

    private boolean allThere(String storyId) {
        return Stream.of(METADATA, SUMMARY, DONE)
                .allMatch(name -> Files.exists(store.folder(storyId).resolve(name)));
    }

    private List<StoryDone.Scene> scenes(Story story) {
        return story.scenes().stream()
                .flatMap(spec -> store.sceneRecord(story.storyId(), spec.id()).stream())
                .map(StoryDone.Scene::of)
                .toList();
    }

    private List<String> unfinished(Story story) {
        List<String> unfinished = new ArrayList<>();
        for (SceneSpec spec : story.scenes()) {
            if (!isTerminal(story, spec)) {
                unfinished.add(spec.id() + " is "
                        + state(story, spec).map(SceneState::name).orElse("unknown"));
            }
        }
        return unfinished;
    }
}
