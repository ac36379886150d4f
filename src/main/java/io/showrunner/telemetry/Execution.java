package io.showrunner.telemetry;

import java.util.stream.LongStream;

/** What is known about one prompt of ours on a GPU; times by a monotonic clock. Guarded by the account's lock. */
final class Execution {
    /** A server tells its times by the millisecond. */
    private static final long ROUNDING = 10_000_000;

    private final String promptId;
    private final long since;
    private final long earliest;
    private Long start;
    private Long end;
    private boolean endHeard;
    private boolean settled;

    private Execution(String promptId, long since, long earliest) {
        this.promptId = promptId;
        this.since = since;
        this.earliest = earliest;
    }

    /** It is posted now and does not begin before. */
    static Execution posted(String promptId, long now) {
        return new Execution(promptId, now, now - ROUNDING);
    }

    /** Somebody else posted it. */
    static Execution found(String promptId, long now) {
        return new Execution(promptId, now, Long.MIN_VALUE);
    }

    boolean isOf(String id) {
        return promptId.equals(id) && !settled;
    }

    long since() {
        return since;
    }

    /** It was heard to begin. */
    void started(long now) {
        start = start == null ? Long.valueOf(now) : start;
        end = null;
        endHeard = false;
    }

    /** It was seen executing; what an event said before stands. */
    void executes(long now) {
        if (!endHeard) {
            started(now);
        }
    }

    /** It was heard to be over. */
    void ended(long now) {
        end = now;
        endHeard = true;
    }

    /** Nobody is there any more who would tell; until somebody looks it counts as over. */
    void lost(long now) {
        end = end == null ? Long.valueOf(now) : end;
    }

    /** Nothing more will be learned about it. */
    void settle(long now) {
        end = end == null ? Long.valueOf(now) : end;
        settled = true;
    }

    /** The server says when it executed; times at which it cannot have done so are those of a clock that was set. */
    void settle(long now, ServerTimes said, ServerClock clock) {
        long endLate = (endHeard ? end : now) - ServerClock.nanos(said.finished());
        long late = start == null ? endLate : Math.min(endLate, start - ServerClock.nanos(said.start()));
        clock.learned(late);
        LongStream.of(clock.ours(said.start()), ServerClock.nanos(said.start()) + late)
                .filter(begin -> begin >= earliest)
                .findFirst()
                .ifPresent(begin -> {
                    start = begin;
                    end = begin + said.duration();
                });
        settle(now);
    }

    boolean isSettled() {
        return settled;
    }

    /** True while it is in the server's queue or executes, as far as is known. */
    boolean isThere() {
        return end == null;
    }

    boolean isEndHeard() {
        return endHeard;
    }

    boolean isExecuting() {
        return start != null && end == null;
    }

    /** When it began; {@code otherwise} when that is not known. */
    long startOr(long otherwise) {
        return start == null ? otherwise : start;
    }

    /** When it was over; {@code otherwise} when it is not. */
    long endOr(long otherwise) {
        return end == null ? otherwise : end;
    }
}
