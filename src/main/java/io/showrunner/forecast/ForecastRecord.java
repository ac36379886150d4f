package io.showrunner.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import io.showrunner.story.SceneId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was forecast of each scene when it was queued and when its execution began, held against when it was published. A
 * scene that is moved, paused or cancelled is not counted: a person decided, nobody was wrong. Thread-safe.
 */
public final class ForecastRecord {
    private static final double SHORTEST = 1e-3;

    private final Map<SceneId, Noted> open = new HashMap<>();
    private final Map<Moment, Coverage> coverages;

    /** When a forecast was made. */
    enum Moment {
        QUEUED,
        STARTED
    }

    /** @param turn of the scene's record; another one means that the scene was moved */
    private record Noted(int turn, Map<Moment, Note> notes) {}

    private record Note(Instant made, Eta eta) {}

    /**
     * How good the forecasts were.
     *
     * @param scenes how many are counted, the newest 200 at most
     * @param withinP90 share that was published no later than said for nine of ten; null without any
     * @param overP50 median of the time they took over the time in which half were to be done; null without any
     * @param lastWrong null when all held
     */
    public record Accuracy(int scenes, Double withinP90, Double overP50, LastWrong lastWrong) {}

    /** The newest forecast that did not hold. */
    public record LastWrong(String storyId, String sceneId, Instant at, String words) {}

    ForecastRecord(Map<Moment, Coverage> known) {
        coverages = new EnumMap<>(Moment.class);
        coverages.putAll(known);
        for (Moment each : Moment.values()) {
            coverages.computeIfAbsent(each, moment -> new Coverage(moment == Moment.QUEUED ? 0.95 : 0.9));
        }
    }

    /** True when nothing is noted of the scene for this moment. */
    synchronized boolean lacks(Moment moment, SceneId scene, int turn) {
        Noted noted = open.get(scene);
        return noted == null || noted.turn() != turn || !noted.notes().containsKey(moment);
    }

    /** Notes what is forecast; a scene that was moved begins anew. */
    synchronized void note(Moment moment, SceneId scene, int turn, Instant made, Eta eta) {
        Noted noted = open.get(scene);
        if (noted == null || noted.turn() != turn) {
            noted = new Noted(turn, new EnumMap<>(Moment.class));
            open.put(scene, noted);
        }
        noted.notes().put(moment, new Note(made, eta));
    }

    /** The scene was published. */
    synchronized void published(SceneId scene, Instant when) {
        Noted noted = open.remove(scene);
        if (noted != null) {
            noted.notes().forEach((moment, note) -> count(coverages.get(moment), scene, note, when));
        }
    }

    private static void count(Coverage coverage, SceneId scene, Note note, Instant when) {
        double took = Seconds.of(Duration.between(note.made(), when));
        double p50 = Seconds.of(Duration.between(note.made(), note.eta().p50()));
        double overP50 = took / Math.max(SHORTEST, p50);
        if (when.isAfter(note.eta().p90())) {
            double p90 = Seconds.of(Duration.between(note.made(), note.eta().p90()));
            coverage.missed(overP50, new Coverage.Miss(scene.storyId(), scene.sceneId(), when, took, p90));
        } else {
            coverage.held(overP50);
        }
    }

    /** The scene does not count any more. */
    synchronized void forget(SceneId scene) {
        open.remove(scene);
    }

    /** By what power the distance of the upper bound is to be stretched. */
    synchronized double stretch(Moment moment) {
        return coverages.get(moment).stretch();
    }

    synchronized Accuracy accuracy(Moment moment, Instant now) {
        Coverage coverage = coverages.get(moment);
        return new Accuracy(
                coverage.scenes(),
                coverage.withinP90(),
                coverage.overP50(),
                Optional.ofNullable(coverage.last())
                        .map(miss -> lastWrong(miss, now))
                        .orElse(null));
    }

    /** The newest forecast of any moment that did not hold, in words. */
    synchronized String lastWrong(Instant now) {
        return coverages.values().stream()
                .flatMap(coverage -> Optional.ofNullable(coverage.last()).stream())
                .max((one, other) -> one.at().compareTo(other.at()))
                .map(miss -> lastWrong(miss, now).words())
                .orElse("never wrong so far");
    }

    private static LastWrong lastWrong(Coverage.Miss miss, Instant now) {
        String words = "last wrong " + DurationWords.of(Duration.between(miss.at(), now)) + " ago: "
                + miss.storyId() + "/" + miss.sceneId() + " took "
                + DurationWords.of(Seconds.toDuration(miss.tookSeconds())) + ", "
                + DurationWords.of(Seconds.toDuration(miss.p90Seconds())) + " was forecast for nine of ten";
        return new LastWrong(miss.storyId(), miss.sceneId(), miss.at(), words);
    }

    /** What is worth keeping. */
    synchronized JsonNode learned() {
        return Json.mapper().valueToTree(coverages);
    }
}
