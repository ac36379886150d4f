package io.showrunner.writer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.brief.Acceptance;
import io.showrunner.brief.Acceptance.Verdict;
import io.showrunner.brief.Brief;
import io.showrunner.brief.BriefIntake;
import io.showrunner.brief.UploadedKeyframes;
import io.showrunner.story.Change;
import io.showrunner.story.ControlRefused;
import io.showrunner.story.FolderNames;
import io.showrunner.story.Json;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryApprovals.Request;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import io.showrunner.story.Storyboard;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stories of one picture a scene that become a film once a person approves them. The film is a story of its own, whose brief
 * brings the pictures: what was published stays as it is, and a crash in between leaves nothing that a second approval does
 * not finish. Thread-safe.
 */
public final class Storyboards {
    private static final String SCENES = "scenes";

    private final StoryStore store;
    private final BriefIntake briefs;
    private final UploadedKeyframes pictures;
    private final Clock clock;

    public Storyboards(StoryStore store, BriefIntake briefs, UploadedKeyframes pictures, Clock clock) {
        this.store = store;
        this.briefs = briefs;
        this.pictures = pictures;
        this.clock = clock;
    }

    /** True when the pictures of the story are there to be approved, and not its words. */
    public boolean isDrawn(Request request) {
        return store.exists(request.storyId())
                && store.record(request.storyId())
                        .map(StoryRecord::state)
                        .filter(state -> state == StoryState.FINISHED || state == StoryState.INCOMPLETE)
                        .isPresent()
                && store.story(request.storyId()).stream()
                        .anyMatch(story -> story.render().isStoryboard());
    }

    /**
     * The brief of the film, with its pictures where it names them.
     *
     * @throws ControlRefused when the film was asked for already, or there is no picture
     * @throws ScenesRefused when the request does not say which scenes
     */
    public Brief film(Request request) {
        String storyId = request.storyId();
        Storyboard.of(store, storyId).ifPresent(known -> {
            throw approvedBefore(storyId, known.film());
        });
        Story story = store.story(storyId).orElseThrow();
        Map<String, Path> drawn = new LinkedHashMap<>();
        List<SceneSpec> wanted = wanted(story, request.scenes());
        wanted.forEach(scene ->
                drawn.put(FilmBrief.picture(scene), picture(storyId, scene).orElseThrow()));
        return pictures.attach(FilmBrief.of(briefs.briefOf(storyId), story, wanted), storyId, drawn);
    }

    /** Who asked for the storyboard also gets the film; null for nobody. */
    public String owner(Request request) {
        return store.record(request.storyId()).orElseThrow().owner();
    }

    /**
     * Remembers the film.
     *
     * @throws ControlRefused when another approval came before this one
     */
    public Change approved(Request request, Acceptance film) {
        String storyId = request.storyId();
        List<String> scenes = film.verdict() == Verdict.CONFLICT
                ? List.of()
                : wanted(store.story(storyId).orElseThrow(), request.scenes()).stream()
                        .map(SceneSpec::id)
                        .toList();
        new Storyboard(film.storyId(), scenes, clock.instant(), request.by()).keep(store, storyId);
        if (film.verdict() == Verdict.CONFLICT) {
            throw approvedBefore(storyId, film.storyId());
        }
        String words = storyId + " is approved; its film is " + film.storyId();
        store.update(storyId, record -> record.to(record.state(), record.changedAt(), words));
        return new Change(film.record(), List.of(), List.of(), List.of(), List.of(), words);
    }

    private static ControlRefused approvedBefore(String storyId, String film) {
        return ControlRefused.because(storyId + " was approved before: its film is " + film);
    }

    /** All that have a picture, or those that the person wants, in that order. */
    private List<SceneSpec> wanted(Story story, String request) {
        Map<String, SceneSpec> drawn = story.scenes().stream()
                .filter(scene -> picture(story.storyId(), scene).isPresent())
                .collect(Collectors.toMap(SceneSpec::id, scene -> scene, (one, other) -> one, LinkedHashMap::new));
        if (drawn.isEmpty()) {
            throw ControlRefused.because(story.storyId() + " has no pictures: there is nothing to make a film of");
        }
        return ids(request, drawn.keySet()).stream().map(drawn::get).toList();
    }

    private static Set<String> ids(String request, Set<String> drawn) {
        if (request == null || request.isBlank()) {
            return drawn;
        }
        Set<String> ids = new LinkedHashSet<>();
        List<String> named = named(request);
        for (String id : named) {
            if (!drawn.contains(id) || !ids.add(id)) {
                throw new ScenesRefused(
                        List.of(SCENES + ": each must be there once, and be one of " + String.join(", ", drawn) + "."));
            }
        }
        return ids;
    }

    private static List<String> named(String request) {
        List<String> named = new ArrayList<>();
        try {
            JsonNode wanted = Json.mapper().readTree(request).path(SCENES);
            wanted.forEach(id -> named.add(id.asText()));
        } catch (JsonProcessingException e) {
            named.clear();
        }
        if (named.isEmpty()) {
            throw new ScenesRefused(
                    List.of(
                            "Send no body, or JSON with the scenes of the film: {\"scenes\": [\"scene-002\", \"scene-001\"]}."));
        }
        return named;
    }

    private Optional<Path> picture(String storyId, SceneSpec scene) {
        boolean isThere = store.sceneRecord(storyId, scene.id()).map(SceneRecord::state).stream()
                .anyMatch(state -> state == SceneState.PUBLISHED);
        Path frames = store.frames(storyId, scene.id());
        return isThere
                ? FolderNames.of(frames).stream()
                        .filter(name -> name.endsWith(".png"))
                        .sorted()
                        .findFirst()
                        .map(frames::resolve)
                : Optional.empty();
    }
}
