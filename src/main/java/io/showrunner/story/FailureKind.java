package io.showrunner.story;

/** Why an attempt to render a scene ended without its frames (contracts: FailureKind of a scene entry). */
public enum FailureKind {
    PROMPT_REJECTED(Verdict.PERMANENT),
    NODE_ERROR(Verdict.RETRY),
    OOM(Verdict.RETRY),
    INTERRUPTED(Verdict.RETRY),
    MAX_WAIT(Verdict.RETRY),
    ATTEMPT_LIMIT(Verdict.RETRY),
    NO_FRAMES(Verdict.RETRY),
    BELOW_FLOOR(Verdict.RETRY),
    VERIFY_FAILED(Verdict.RETRY),
    CONNECTION_LOST(Verdict.REDISPATCH),
    INSTANCE_DOWN(Verdict.REDISPATCH),
    BREAKER_OPEN(Verdict.REDISPATCH),
    /** Its servers died while they executed it, time and again. */
    POISON(Verdict.PERMANENT),
    CANCELLED(Verdict.PERMANENT),
    /** Nobody wrote its words, after others of its story were on their way. */
    NOT_WRITTEN(Verdict.PERMANENT);

    private enum Verdict {
        RETRY,
        REDISPATCH,
        PERMANENT
    }

    private final Verdict verdict;

    FailureKind(Verdict verdict) {
        this.verdict = verdict;
    }

    /** True when it says that the server is gone, or forgot the prompt. */
    public boolean isServerGone() {
        return this == CONNECTION_LOST || this == INSTANCE_DOWN;
    }

    /** True when another attempt may succeed and is paid from the retry budget (Q4). */
    public boolean isRetryable() {
        return verdict == Verdict.RETRY;
    }

    /** True when the server is at fault: the scene goes elsewhere and the retry budget is untouched (M8). */
    public boolean isRedispatched() {
        return verdict == Verdict.REDISPATCH;
    }
}
