package io.showrunner.chaos;

import io.showrunner.frames.PngCheck;
import io.showrunner.story.CollectReport;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The invariants, judged when everything has come to its end: by files and by the servers' own logs. */
public final class Invariants {
    private static final Pattern HOME_ENTRY = Pattern.compile("routes|config");
    private static final Pattern STORIES_ENTRY = Pattern.compile("story-.*|\\.published|\\.briefs|\\.cluster");

    private final ProcessStudio studio;
    private final FrameWatch frames;
    private final StoryStore store;

    /** @param frames what was seen of the frames on the way */
    public Invariants(ProcessStudio studio, FrameWatch frames) {
        this.studio = studio;
        this.frames = frames;
        this.store = studio.store();
    }

    /** Every invariant that files and logs can tell about. */
    public List<Finding> findings() {
        frames.look();
        return List.of(
                new Finding("no accepted brief is lost", lostBriefs()),
                new Finding("published frames never change", frames.changed()),
                new Finding("a done marker means every frame, whole", partialSets()),
                new Finding("no scene is rendered again while its first run is known", needlessRuns()),
                new Finding("only intended prompts are executed", unknownRuns()),
                new Finding("no server holds more than " + studio.slots() + " prompts", crowds()),
                new Finding("every failure says why", unexplained()),
                new Finding("nothing is written elsewhere", strays()));
    }

    /** The scenes of all stories, as their records say. */
    List<SceneRecord> scenes() {
        return stories().stream()
                .flatMap(story -> store.sceneRecords(story.storyId()).stream())
                .toList();
    }

    List<StoryRecord> stories() {
        return stories(store);
    }

    static List<StoryRecord> stories(StoryStore store) {
        return store.storyIds().stream()
                .flatMap(id -> store.record(id).stream())
                .toList();
    }

    private List<String> lostBriefs() {
        return studio.briefs().stream().filter(brief -> !studio.isOver(brief)).toList();
    }

    private List<String> partialSets() {
        List<String> partial = new ArrayList<>();
        for (SceneRecord scene : scenes()) {
            boolean announced = Files.exists(store.doneMarker(scene.storyId(), scene.sceneId()));
            if (announced != (scene.state() == SceneState.PUBLISHED)) {
                partial.add(name(scene) + ": " + scene.state() + (announced ? " with" : " without") + " done marker");
            }
            if (announced) {
                partial.addAll(flaws(scene));
            }
        }
        return partial;
    }

    private List<String> flaws(SceneRecord scene) {
        int expected = store.scene(scene.storyId(), scene.sceneId()).expectedFrames();
        Path folder = store.frames(scene.storyId(), scene.sceneId());
        List<String> names = IntStream.rangeClosed(1, expected)
                .mapToObj("frame_%05d.png"::formatted)
                .toList();
        if (!entries(folder).equals(names)) {
            return List.of(name(scene) + ": " + entries(folder) + " instead of " + expected + " frames");
        }
        List<String> hashes = new ArrayList<>();
        for (String name : names) {
            try {
                hashes.add(PngCheck.check(folder.resolve(name)).sha256());
            } catch (IOException e) {
                return List.of(name(scene) + ": " + name + ": " + e.getMessage());
            }
        }
        boolean reported = store.attemptFile(
                        scene.storyId(), scene.sceneId(), scene.dispatches(), "collect.json", CollectReport.class)
                .filter(report -> report.frames().stream()
                        .map(frame -> frame.sha256())
                        .toList()
                        .equals(hashes))
                .isPresent();
        return reported ? List.of() : List.of(name(scene) + ": collect.json is not about these frames");
    }

    private List<String> needlessRuns() {
        return studio.executions().needless().stream().map(Run::toString).toList();
    }

    private List<String> unknownRuns() {
        Set<String> intended = new HashSet<>(dispatches());
        return studio.executions().runs().stream()
                .filter(run -> !intended.contains(run.promptId()))
                .map(Run::toString)
                .toList();
    }

    /** Ids of all prompts that were prepared. */
    List<String> dispatches() {
        return scenes().stream()
                .flatMap(scene -> IntStream.rangeClosed(1, scene.dispatches())
                        .mapToObj(dispatch -> store.attemptFile(
                                scene.storyId(), scene.sceneId(), dispatch, "job.json", RenderJob.class))
                        .map(job -> job.orElseThrow(
                                () -> new IllegalStateException(name(scene) + " has a dispatch without job.json"))))
                .map(RenderJob::promptId)
                .toList();
    }

    private List<String> crowds() {
        int deepest = studio.executions().deepestQueue();
        return deepest > studio.slots() ? List.of("a server held " + deepest) : List.of();
    }

    private List<String> unexplained() {
        Stream<String> scenes = scenes().stream()
                .filter(scene -> scene.state() == SceneState.FAILED)
                .filter(scene -> scene.failureKind() == null || scene.message() == null)
                .map(Invariants::name);
        Stream<String> stories = stories().stream()
                .filter(story -> story.state() == StoryState.FAILED && story.message() == null)
                .map(StoryRecord::storyId);
        return Stream.concat(scenes, stories).toList();
    }

    private List<String> strays() {
        Set<String> ours = new HashSet<>(Set.of("home", "inbox", "stories", "data", "logs", "tmp"));
        studio.gpus().forEach(gpu -> ours.add(gpu.name()));
        List<String> strays = new ArrayList<>();
        strays.addAll(strangers(studio.root(), ours::contains));
        strays.addAll(strangers(studio.root().resolve("home"), HOME_ENTRY.asMatchPredicate()));
        strays.addAll(strangers(store.root(), STORIES_ENTRY.asMatchPredicate()));
        return strays;
    }

    private static List<String> strangers(Path folder, Predicate<String> expected) {
        return entries(folder).stream()
                .filter(name -> !expected.test(name) || Files.isSymbolicLink(folder.resolve(name)))
                .map(name -> folder.resolve(name).toString())
                .toList();
    }

    private static List<String> entries(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String name(SceneRecord scene) {
        return scene.storyId() + "/" + scene.sceneId();
    }
}
