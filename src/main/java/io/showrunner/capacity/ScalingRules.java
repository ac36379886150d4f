package io.showrunner.capacity;

import io.showrunner.capacity.ScalingStep.Action;
import io.showrunner.config.ScalingSettings;
import io.showrunner.fleet.InstanceState;
import io.showrunner.fleet.ServerView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When another server is wanted and when one may go (U1): only after the backlog has been too long, or short enough, for a
 * while, never past the limits, and never twice within the cooldown. Not thread-safe.
 */
final class ScalingRules {
    private static final double SECONDS = 60;

    private final ScalingSettings settings;
    private final int most;
    private Instant longSince;
    private Instant shortSince;

    /** @param most servers that the profile allows */
    ScalingRules(ScalingSettings settings, int most) {
        this.settings = settings;
        this.most = most;
    }

    /** What is to be done now. */
    ScalingStep next(BacklogWatch.View backlog, List<ServerView> servers, ScalingState state, Instant now) {
        boolean isLong = isLong(backlog, servers);
        boolean isShort = backlog.minutes() != null && backlog.minutes() < settings.downFraction() * targetMinutes();
        longSince = isLong ? (longSince == null ? now : longSince) : null;
        shortSince = isShort ? (shortSince == null ? now : shortSince) : null;
        if (state.leaving() != null) {
            return goOn(backlog, servers, state, now);
        }
        if (isCooling(state, now)) {
            return ScalingStep.none("the last change was at " + state.changedAt());
        }
        if (lasts(longSince, now)) {
            return up(backlog, servers);
        }
        return lasts(shortSince, now) ? drain(backlog, servers) : ScalingStep.none("the backlog is neither");
    }

    /** Where a server has nothing to do, the work is held up elsewhere, such as by the language model. */
    private boolean isLong(BacklogWatch.View backlog, List<ServerView> servers) {
        boolean isLong = backlog.minutes() != null
                && backlog.minutes() > targetMinutes()
                && idle(servers).isEmpty();
        return isLong || backlog.isStuck();
    }

    private ScalingStep up(BacklogWatch.View backlog, List<ServerView> servers) {
        if (servers.size() >= most) {
            return ScalingStep.none("the profile allows no more than " + most + " servers");
        }
        double load = backlog.minutes() == null
                ? servers.size() + 1
                : backlog.minutes() * backlog.serversUp() / targetMinutes();
        int wanted = Math.min(most, Math.max(servers.size() + 1, (int) Math.ceil(load)));
        return step(Action.UP, null, wanted, backlog, servers);
    }

    private ScalingStep drain(BacklogWatch.View backlog, List<ServerView> servers) {
        if (servers.size() <= settings.minInstances()) {
            return ScalingStep.none("there are no more than " + settings.minInstances() + " servers");
        }
        return idle(servers)
                .map(server -> step(Action.DRAIN, server.instance().id(), servers.size() - 1, backlog, servers))
                .orElseGet(() -> ScalingStep.none("every server has something to do"));
    }

    /** Of the servers with nothing to do, the one that was added last. */
    private static Optional<ServerView> idle(List<ServerView> servers) {
        return servers.stream()
                .filter(server -> server.instance().state() == InstanceState.UP)
                .filter(server ->
                        server.instance().leases() == 0 && server.instance().remoteDepth() == 0)
                .max(Comparator.comparing((ServerView server) -> server.isAdded())
                        .thenComparing(ServerView::source)
                        .thenComparing(server -> server.instance().id()));
    }

    /** A server is being given up. */
    private ScalingStep goOn(BacklogWatch.View backlog, List<ServerView> servers, ScalingState state, Instant now) {
        if (state.removed()) {
            return isCooling(state, now)
                    ? ScalingStep.none(state.leaving() + " could not be switched off; tried again after the cooldown")
                    : step(Action.DOWN, state.leaving(), servers.size(), backlog, servers);
        }
        boolean needed = lasts(longSince, now) || servers.size() <= settings.minInstances();
        return needed
                ? step(Action.RESUME, state.leaving(), servers.size(), backlog, servers)
                : step(Action.DOWN, state.leaving(), servers.size() - 1, backlog, servers);
    }

    private boolean isCooling(ScalingState state, Instant now) {
        return state.changedAt() != null && now.isBefore(state.changedAt().plus(settings.cooldown()));
    }

    private boolean lasts(Instant since, Instant now) {
        return since != null && Duration.between(since, now).compareTo(settings.patience()) >= 0;
    }

    private double targetMinutes() {
        return settings.target().toMillis() / 1000.0 / SECONDS;
    }

    private ScalingStep step(
            Action action, String instance, int wanted, BacklogWatch.View backlog, List<ServerView> servers) {
        String length = backlog.minutes() == null ? "unknown" : Math.round(backlog.minutes()) + " minutes";
        return new ScalingStep(
                action,
                instance,
                wanted,
                servers.size(),
                backlog.scenes(),
                backlog.minutes(),
                "a backlog of " + backlog.scenes() + " scenes, " + length + "; the target is "
                        + Math.round(targetMinutes()) + " minutes");
    }
}
