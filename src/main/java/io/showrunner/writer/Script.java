package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.brief.Brief;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A story as far as it is written: what the brief decides, what the model has delivered, what is still to be asked. */
final class Script {
    private static final int MOST_SCENES = 12;
    private static final int MOST_ABANDONED = 2;

    private final Brief brief;
    private final List<SceneDraft> given = new ArrayList<>();
    private final List<SceneDraft> delivered = new ArrayList<>();
    private final List<Boolean> abandoned = new ArrayList<>();
    private final List<SceneDraft> outline = new ArrayList<>();
    private final List<StoryPart> parts = new ArrayList<>();
    private final Set<Integer> frozen = new HashSet<>();
    private Set<Integer> unwanted = Set.of();
    private StoryHeader header = StoryHeader.NONE;
    private ProductionDesign design = ProductionDesign.NONE;
    private boolean partByPart;
    private boolean shortfall;
    private boolean original = true;

    Script(Brief brief, TokenBudget budget) {
        this.brief = brief;
        int wanted = Math.max(brief.sceneCount(), brief.scenes().size());
        int count = Math.max(1, Math.min(MOST_SCENES, wanted));
        for (int i = 0; i < count; i++) {
            given.add(i < brief.scenes().size() ? SceneDraft.of(brief.scenes().get(i)) : SceneDraft.EMPTY);
            delivered.add(SceneDraft.EMPTY);
            abandoned.add(false);
        }
        partByPart = !budget.fitsInOneReply(count) || !given.stream().allMatch(SceneDraft::isEmpty);
    }

    Brief brief() {
        return brief;
    }

    int count() {
        return given.size();
    }

    /** What the brief itself says about scene 1 and so on. */
    SceneDraft given(int number) {
        return given.get(number - 1);
    }

    /** The brief's words, completed by the model's. */
    SceneDraft scene(int number) {
        return given(number).orElse(delivered.get(number - 1));
    }

    /** What the outline plans for a scene: a title, and as summary a line. */
    SceneDraft planned(int number) {
        return number <= outline.size() ? outline.get(number - 1) : SceneDraft.EMPTY;
    }

    /** What is said of the whole. */
    StoryHeader header() {
        return header;
    }

    /** What the outline has fixed for all pictures. */
    ProductionDesign design() {
        return design;
    }

    /** The looks that the pictures share. */
    Continuity continuity() {
        return Continuity.of(design.castWith(brief.characters()));
    }

    /** True when a reply had fewer scenes than it was asked for. */
    boolean hadShortfall() {
        return shortfall;
    }

    /** The parts that were delivered so far, in the order of their arrival. */
    List<StoryPart> parts() {
        return List.copyOf(parts);
    }

    /** True when neither the brief nor a model has begun to tell it. */
    boolean isUntouched() {
        return parts.isEmpty() && given.stream().allMatch(SceneDraft::isEmpty);
    }

    /** True when a model has told something of it. */
    boolean isBegun() {
        return header.logline() != null || deliveredCount() > 0;
    }

    /** Says whether what was delivered before comes from the model that goes on. */
    void keepsAuthor(boolean isSame) {
        original = isSame;
    }

    /** True when one model alone has delivered what there is, and for this story. */
    boolean isOriginal() {
        return original && !parts.isEmpty();
    }

    /** From now on nothing changes the words of the scenes that are complete. */
    void freeze() {
        frozen.addAll(complete());
    }

    /** True when the words of a scene are frozen. */
    boolean isFrozen() {
        return !frozen.isEmpty();
    }

    /** Goes on with what was delivered and frozen before. */
    void goOnWith(List<StoryPart> known) {
        known.forEach(part -> {
            take(part);
            freeze();
        });
        original = known.isEmpty();
    }

    /** Nobody wants the words of these scenes, whatever was wanted before; true when that is news. */
    boolean leaveOut(Set<Integer> scenes) {
        boolean isNew = !scenes.equals(unwanted);
        unwanted = Set.copyOf(scenes);
        return isNew;
    }

    /** Scenes that the model has delivered. */
    int deliveredCount() {
        return (int) delivered.stream().filter(scene -> !scene.isEmpty()).count();
    }

    /** True when the model may fail at one more scene before it is given up. */
    boolean mayAbandon() {
        return abandoned.stream().filter(Boolean::booleanValue).count() < MOST_ABANDONED;
    }

    /** True when the brief alone makes the story. */
    boolean isGivenWhole() {
        return given.stream().allMatch(SceneDraft::isComplete);
    }

    /** Numbers of the scenes that have all their words. */
    List<Integer> complete() {
        return IntStream.rangeClosed(1, count())
                .filter(number -> scene(number).isComplete())
                .boxed()
                .toList();
    }

    /** Numbers of the scenes that still lack words. */
    List<Integer> incomplete() {
        return IntStream.rangeClosed(1, count())
                .filter(number -> !scene(number).isComplete())
                .boxed()
                .toList();
    }

    /** Those of them whose words are wanted. */
    List<Integer> missing() {
        return incomplete().stream()
                .filter(number -> !unwanted.contains(number))
                .toList();
    }

    /** What to ask for next; empty when nothing more is to be asked. */
    Optional<Part> nextPart() {
        if (isGivenWhole()) {
            return Optional.empty();
        }
        if (!isBegun()) {
            return Optional.of(partByPart ? Part.OUTLINE : Part.STORY);
        }
        return missing().stream()
                .filter(number -> !abandoned.get(number - 1))
                .findFirst()
                .map(Part::scene);
    }

    /** From now on every scene has a request of its own. */
    void goPartByPart() {
        partByPart = true;
    }

    /** The scene is no longer asked for; the template writes it. */
    void abandon(int number) {
        abandoned.set(number - 1, true);
    }

    /** Another model goes on: the scenes that were asked for in vain are asked for again. */
    void resume() {
        original = parts.isEmpty();
        Collections.fill(abandoned, false);
    }

    /** Takes a normalised, valid reply; a scene that was there already is replaced. */
    void take(StoryPart delivered) {
        parts.add(delivered);
        take(Part.of(delivered.id()), delivered.content());
    }

    /** Takes what was delivered for another story. */
    void takeOver(List<StoryPart> delivered) {
        original = false;
        delivered.forEach(this::take);
    }

    private void take(Part part, JsonNode reply) {
        switch (part.kind()) {
            case REVIEW -> throw new IllegalArgumentException("a review is no part of a story");
            case SCENE -> deliver(part.scene(), reply);
            case OUTLINE -> {
                design = isFrozen() ? design : ProductionDesign.of(reply);
                takeHeader(reply);
                reply.path("scenes").forEach(entry -> outline.add(SceneDraft.plan(entry)));
            }
            case STORY -> {
                takeHeader(reply);
                JsonNode scenes = reply.path("scenes");
                for (int i = 0; i < Math.min(count(), scenes.size()); i++) {
                    if (delivered.get(i).isEmpty()) {
                        deliver(i + 1, scenes.get(i));
                    }
                }
                shortfall = scenes.size() < count();
            }
        }
    }

    private void deliver(int number, JsonNode words) {
        if (!frozen.contains(number)) {
            delivered.set(number - 1, SceneDraft.of(words));
        }
    }

    private void takeHeader(JsonNode reply) {
        StoryHeader said = StoryHeader.of(reply);
        header = isFrozen() ? header.orElse(said) : said.orElse(header);
    }
}
