package io.showrunner.forecast;

import io.showrunner.fleet.SceneRate;
import io.showrunner.forecast.ForecastRecord.Moment;
import io.showrunner.forecast.ForecastView.Accuracies;
import io.showrunner.forecast.ForecastView.SceneView;
import io.showrunner.forecast.ForecastView.Span;
import io.showrunner.forecast.ForecastView.StoryView;
import io.showrunner.forecast.Situation.Stamp;
import io.showrunner.story.WantedApprovals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the scenes, the stories and everything together will be done. What is told was computed a moment ago: after each time
 * nothing is computed for as long as is told may be old, or twenty times as long as it took, ten times the former at most.
 * Thread-safe.
 */
public final class Forecast implements AutoCloseable {
    private static final Duration SAVE_EVERY = Duration.ofSeconds(5);
    private static final int REST = 20;
    private static final int LONGEST_REST = 10;

    private final OpenWork work;
    private final WantedApprovals approvals;
    private final Situation situation;
    private final Forecaster forecaster;
    private final SceneOutcomes outcomes;
    private final ForecastFile file;
    private final Duration freshness;
    private final Clock clock;
    private Outlook outlook;
    private Instant nextOutlook = Instant.MIN;
    private Instant nextSave = Instant.MIN;
    private Stamp noted;

    /**
     * @param file where what is learned is kept
     * @param freshness how old what is told may be
     */
    Forecast(
            OpenWork work,
            WantedApprovals approvals,
            Situation situation,
            Forecaster forecaster,
            SceneOutcomes outcomes,
            ForecastFile file,
            Duration freshness,
            Clock clock) {
        this.work = work;
        this.approvals = approvals;
        this.situation = situation;
        this.forecaster = forecaster;
        this.outcomes = outcomes;
        this.file = file;
        this.freshness = freshness;
        this.clock = clock;
    }

    /** Learns from what has ended since the last time. */
    public void learn() {
        outcomes.learn(work, forecaster);
    }

    /** True when scenes are new or have begun to be executed of which nothing is noted, and a forecast may be made again. */
    public synchronized boolean hasNews() {
        Instant now = clock.instant();
        Stamp stamp = situation.stamp();
        if (now.isBefore(nextOutlook) || stamp.equals(noted)) {
            return false;
        }
        noted = stamp;
        return forecaster.isNewIn(situation.load(now));
    }

    /** Notes what is forecast of them. */
    public void note() {
        forecaster.note(outlook());
    }

    /** Keeps what was learned, every few seconds. */
    public synchronized void keep() {
        Instant now = clock.instant();
        if (!now.isBefore(nextSave)) {
            nextSave = now.plus(SAVE_EVERY);
            file.write(forecaster.learned());
        }
    }

    /** How long everything that is to be done takes; empty when there is no server that could do it. */
    public Optional<Backlog> backlog() {
        Outlook now = outlook();
        return now.load().isNothing()
                ? Optional.of(new Backlog(Duration.ZERO, Duration.ZERO, "nothing to render"))
                : now.backlog();
    }

    /** Scenes that are executed, wait, or are still to be written. */
    public int scenes() {
        Load load = outlook().load();
        return load.rendering()
                + load.queued()
                + load.unwritten().stream().mapToInt(Load.Unwritten::scenes).sum();
    }

    /** When the story will be done; empty when it has nothing to do, or nobody to do it. */
    public Optional<Eta> story(String storyId) {
        return Optional.ofNullable(outlook().stories().get(storyId));
    }

    /** The newest forecast that did not hold, in words. */
    public String lastWrong() {
        return forecaster.lastWrong(clock.instant());
    }

    /** All of it, with so many scenes and stories at most. */
    public ForecastView view(SceneRate.View rate, int limit) {
        Outlook now = outlook();
        Optional<String> obstacle = now.load().isNothing() ? Optional.empty() : situation.obstacle();
        return new ForecastView(
                now.at(),
                StatusLine.of(now.load(), now.backlog(), obstacle),
                now.load().rendering(),
                now.load().queued(),
                now.load().unwritten().size(),
                approvals.count(),
                now.backlog().map(each -> Span.of(now.at(), each)).orElse(null),
                obstacle.orElse(null),
                new Accuracies(
                        forecaster.accuracy(Moment.QUEUED, now.at()), forecaster.accuracy(Moment.STARTED, now.at())),
                forecaster.lastWrong(now.at()),
                outcomes.pace(),
                rate,
                scenes(now).limit(limit).toList(),
                stories(now, limit));
    }

    private static Stream<SceneView> scenes(Outlook now) {
        Stream<SceneView> running = now.load()
                .running()
                .map(each -> new SceneView(
                        each.scene().storyId(),
                        each.scene().sceneId(),
                        each.isBegun(),
                        now.scenes().get(each.scene())));
        Stream<SceneView> waiting = now.load().waiting().stream()
                .map(each -> new SceneView(
                        each.scene().storyId(),
                        each.scene().sceneId(),
                        false,
                        now.scenes().get(each.scene())));
        return Stream.concat(running, waiting);
    }

    private static List<StoryView> stories(Outlook now, int limit) {
        return now.stories().entrySet().stream()
                .map(each -> new StoryView(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(each -> each.eta().p50()))
                .limit(limit)
                .toList();
    }

    private synchronized Outlook outlook() {
        Instant now = clock.instant();
        if (!now.isBefore(nextOutlook)) {
            long begun = System.nanoTime();
            outlook = forecaster.outlook(situation.load(now), now);
            nextOutlook = now.plus(rest(Duration.ofNanos(System.nanoTime() - begun)));
        }
        return outlook;
    }

    private Duration rest(Duration cost) {
        Duration rest = cost.multipliedBy(REST);
        Duration longest = freshness.multipliedBy(LONGEST_REST);
        Duration bounded = rest.compareTo(longest) < 0 ? rest : longest;
        return bounded.compareTo(freshness) > 0 ? bounded : freshness;
    }

    /** Keeps what was learned. */
    @Override
    public synchronized void close() {
        learn();
        file.write(forecaster.learned());
    }
}
