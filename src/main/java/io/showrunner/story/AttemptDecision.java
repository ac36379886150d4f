package io.showrunner.story;

import java.time.Duration;
import java.util.Locale;

/**
 * What follows an attempt, whichever stage it ended in. A scene that executed and failed is retried from its budget (Q4);
 * a scene whose server failed goes elsewhere, as often as it takes, and the budget is untouched; what cannot succeed is
 * given up at once.
 *
 * @param kind what the attempt failed of; null for COLLECT
 * @param pause time to wait before the next attempt
 * @param message why, in one sentence; null for COLLECT
 */
public record AttemptDecision(Step next, FailureKind kind, Duration pause, String message) {
    /** COLLECT: frames are there. RETRY: paid from the budget. REDISPATCH: not counted. GIVE_UP: for good. */
    public enum Step {
        COLLECT,
        RETRY,
        REDISPATCH,
        GIVE_UP
    }

    /** What follows the report of the scene's newest attempt. */
    public static AttemptDecision after(SceneRecord scene, RenderReport report, int retryBudget) {
        if (report.failureKind() == null) {
            return new AttemptDecision(Step.COLLECT, null, Duration.ZERO, null);
        }
        if (report.failureKind() == FailureKind.NODE_ERROR && isDiskFull(report.error())) {
            return giveUp(
                    report.failureKind(),
                    report.error() + "; free the disk of " + report.instanceId() + " and submit the story again");
        }
        boolean neverStarted = report.failureKind() == FailureKind.MAX_WAIT && report.executionStart() == null;
        return neverStarted
                ? redispatch(FailureKind.MAX_WAIT, report.error())
                : after(scene, report.failureKind(), report.error(), retryBudget);
    }

    /** What follows the newest attempt, whose frames were collected or could not be. */
    public static AttemptDecision after(SceneRecord scene, CollectReport report, int retryBudget) {
        return report.failureKind() == null
                ? new AttemptDecision(Step.COLLECT, null, Duration.ZERO, null)
                : after(scene, report.failureKind(), String.join("; ", report.errors()), retryBudget);
    }

    /** What follows for a scene whose servers died so often while they executed it that it is suspected to kill them. */
    public static AttemptDecision poison(long serverDeaths, String error) {
        return giveUp(
                FailureKind.POISON,
                "its servers died or forgot it " + serverDeaths + " times while they had it, so it is parked; last: "
                        + error);
    }

    /** Says in a log line what follows. */
    @Override
    public String toString() {
        String words = "next=" + next.name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (next == Step.COLLECT) {
            return words;
        }
        String wait = pause.isZero() ? "" : " pause=" + pause.toSeconds() + "s";
        return words + wait + " kind=" + kind + " message=\"" + message + "\"";
    }

    private static AttemptDecision after(SceneRecord scene, FailureKind kind, String error, int retryBudget) {
        if (kind.isRedispatched()) {
            return redispatch(kind, error);
        }
        if (!kind.isRetryable()) {
            return giveUp(kind, error);
        }
        return scene.attemptsPaid() <= retryBudget
                ? new AttemptDecision(Step.RETRY, kind, pause(kind), error)
                : giveUp(kind, error + " (attempt " + scene.attemptsPaid() + " of " + (retryBudget + 1) + ")");
    }

    private static AttemptDecision redispatch(FailureKind kind, String error) {
        return new AttemptDecision(Step.REDISPATCH, kind, pause(kind), error);
    }

    private static AttemptDecision giveUp(FailureKind kind, String message) {
        return new AttemptDecision(Step.GIVE_UP, kind, Duration.ZERO, message);
    }

    private static Duration pause(FailureKind kind) {
        return switch (kind) {
            case OOM -> Duration.ofSeconds(10);
            case MAX_WAIT, ATTEMPT_LIMIT, CONNECTION_LOST, INSTANCE_DOWN -> Duration.ofSeconds(5);
            case NODE_ERROR -> Duration.ofSeconds(3);
            default -> Duration.ofSeconds(2);
        };
    }

    private static boolean isDiskFull(String error) {
        return error != null && error.contains("[Errno 28]");
    }
}
