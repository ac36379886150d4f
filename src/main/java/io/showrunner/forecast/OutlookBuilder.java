package io.showrunner.forecast;

import io.showrunner.forecast.ForecastRecord.Moment;
import io.showrunner.forecast.Load.Running;
import io.showrunner.forecast.Load.Server;
import io.showrunner.forecast.Load.Unwritten;
import io.showrunner.forecast.Load.Waiting;
import io.showrunner.story.SceneId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes moments, and what they rest on, of the seconds that the simulation gave; upper bounds are stretched as the record demands. */
final class OutlookBuilder {
    private final Load load;
    private final Instant now;
    private final SceneDurations durations;
    private final ForecastRecord record;
    private final Map<SceneId, Eta> scenes = new HashMap<>();
    private final Map<String, BasisWords> stories = new HashMap<>();
    private final BasisWords all = new BasisWords();

    OutlookBuilder(Load load, Instant now, SceneDurations durations, ForecastRecord record) {
        this.load = load;
        this.now = now;
        this.durations = durations;
        this.record = record;
    }

    Outlook build(Ends ends, Basis writing) {
        Map<SceneId, Quantiles> ofScenes = ends.scenes();
        for (Server server : load.servers()) {
            for (Running each : server.running()) {
                Basis basis = durations.estimate(each.workflow(), server.id()).basis();
                add(each.scene(), each.workflow(), basis, each.moment(), ofScenes.get(each.scene()));
            }
        }
        for (Waiting each : load.waiting()) {
            Basis basis = durations.basis(each.workflow());
            add(each.scene(), each.workflow(), basis, Moment.QUEUED, ofScenes.get(each.scene()));
        }
        for (Unwritten each : load.unwritten()) {
            addTo(each.storyId(), durations.basis(each.workflow()));
            addTo(each.storyId(), writing);
        }
        return outlook(ends);
    }

    private void add(SceneId scene, String workflow, Basis basis, Moment moment, Quantiles seconds) {
        if (seconds != null) {
            scenes.put(scene, Eta.of(now, stretched(moment, seconds), basis.words()));
        }
        addTo(scene.storyId(), durations.basis(workflow));
    }

    private void addTo(String storyId, Basis basis) {
        stories.computeIfAbsent(storyId, id -> new BasisWords()).add(basis);
        all.add(basis);
    }

    private Outlook outlook(Ends ends) {
        Map<String, Eta> ofStories = new HashMap<>();
        ends.stories()
                .forEach((id, seconds) -> ofStories.put(
                        id,
                        Eta.of(
                                now,
                                stretched(Moment.QUEUED, seconds),
                                stories.get(id).toString())));
        Quantiles backlog = stretched(Moment.QUEUED, ends.backlog());
        return new Outlook(
                now,
                load,
                Optional.of(new Backlog(
                        Seconds.toDuration(backlog.p50()), Seconds.toDuration(backlog.p90()), all.toString())),
                Map.copyOf(scenes),
                ofStories);
    }

    private Quantiles stretched(Moment moment, Quantiles seconds) {
        return seconds.stretched(record.stretch(moment));
    }
}
