package io.showrunner.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.forecast.ForecastRecord.Accuracy;
import io.showrunner.forecast.ForecastRecord.Moment;
import io.showrunner.forecast.Load.Running;
import io.showrunner.forecast.Load.Waiting;
import io.showrunner.story.Json;
import io.showrunner.story.SceneId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Learns from what has happened, tells what will, and holds the one against the other. Thread-safe. */
final class Forecaster {
    private final SceneDurations durations;
    private final StepDurations steps;
    private final ForecastRecord record;

    Forecaster(SceneDurations durations, StepDurations steps, ForecastRecord record) {
        this.durations = durations;
        this.steps = steps;
        this.record = record;
    }

    /** How this load will be done. */
    Outlook outlook(Load load, Instant now) {
        if (load.isNothing() || !load.isTaken()) {
            return new Outlook(now, load, Optional.empty(), Map.of(), Map.of());
        }
        Ends ends = new Simulation(load, durations, steps.writing(), steps.publishing()).play();
        return new OutlookBuilder(load, now, durations, record)
                .build(ends, steps.writing().basis());
    }

    /** True when something is to be noted. */
    boolean isNewIn(Load load) {
        return load.waiting().stream().anyMatch(each -> lacks(Moment.QUEUED, each.scene(), each.turn()))
                || load.running().anyMatch(each -> lacks(each.moment(), each.scene(), each.turn()));
    }

    private boolean lacks(Moment moment, SceneId scene, int turn) {
        return record.lacks(moment, scene, turn);
    }

    /** Notes what is forecast of scenes of which nothing was noted yet. */
    void note(Outlook outlook) {
        for (Waiting each : outlook.load().waiting()) {
            note(Moment.QUEUED, each.scene(), each.turn(), outlook);
        }
        outlook.load().running().forEach((Running each) -> note(each.moment(), each.scene(), each.turn(), outlook));
    }

    private void note(Moment moment, SceneId scene, int turn, Outlook outlook) {
        Eta eta = outlook.scenes().get(scene);
        if (eta != null && lacks(moment, scene, turn)) {
            record.note(moment, scene, turn, outlook.at(), eta);
        }
    }

    /** A scene was executed and its frames published. */
    void published(SceneId scene, Execution execution, Instant when) {
        durations.learn(execution.workflow(), execution.instanceId(), execution.time());
        steps.published(Duration.between(execution.end(), when));
        record.published(scene, when);
    }

    /** A scene that was not published will not be, or by another turn. */
    void forget(SceneId scene) {
        record.forget(scene);
    }

    /** A story was written. */
    void written(Duration time) {
        steps.written(time);
    }

    Accuracy accuracy(Moment moment, Instant now) {
        return record.accuracy(moment, now);
    }

    String lastWrong(Instant now) {
        return record.lastWrong(now);
    }

    /** All that is worth keeping. */
    JsonNode learned() {
        ObjectNode learned = Json.mapper().createObjectNode();
        learned.set("workflows", durations.learned());
        steps.learned().forEach(learned::set);
        learned.set("coverage", record.learned());
        return learned;
    }
}
