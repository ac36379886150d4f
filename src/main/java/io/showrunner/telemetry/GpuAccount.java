package io.showrunner.telemetry;

import io.showrunner.fleet.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * Where the time of one GPU went: every moment is busy, while a prompt of ours executes, or idle for one cause. Whatever is
 * learned late is booked to when it happened, because the time since the oldest prompt that may still be executing is
 * counted anew at each look; what lies before is booked for good. Thread-safe.
 */
final class GpuAccount {
    private static final int MOST_STRETCHES = 1_000;
    private static final Comparator<Execution> BY_START = Comparator.comparingLong(run -> run.startOr(Long.MAX_VALUE));

    private final LongSupplier nanos;
    private final long began;
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Execution> executions = new ArrayList<>();
    private final Set<String> uploads = new HashSet<>();
    private final ServerClock serverClock = new ServerClock();
    private final Tally booked = new Tally();
    private final Tally shown = new Tally();
    private long bookedUntil;
    private int depth;
    private long depthReports;

    /** From then on, until the next one, an idle moment has this cause. */
    private record Stretch(long from, IdleCause cause) {}

    /** @param nanos a monotonic clock such as {@code System::nanoTime} */
    GpuAccount(LongSupplier nanos) {
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.bookedUntil = began;
        stretches.add(new Stretch(began, IdleCause.SERVER));
    }

    /** Finds the cause by which an idle moment is idle from now on. */
    synchronized void look(Standing server, boolean lowMemory, WorkAhead work) {
        if (server.prompts() == 0) {
            nobodyFollows();
        }
        if (server.depthReports() != depthReports) {
            depthReports = server.depthReports();
            depth = server.depth();
        }
        int ours = (int) executions.stream().filter(Execution::isThere).count();
        int foreign = Math.max(0, depth - ours);
        enter(IdleRules.cause(server, new IdleRules.Load(ours, foreign, !uploads.isEmpty(), lowMemory), work));
    }

    /** Whatever was given up without a word is over. */
    private void nobodyFollows() {
        uploads.clear();
        executions.stream().filter(run -> !run.isSettled()).forEach(run -> run.settle(nanos.getAsLong()));
    }

    private void enter(IdleCause cause) {
        long now = nanos.getAsLong();
        if (lastCause() != cause) {
            stretches.add(new Stretch(now, cause));
        }
        book(now);
    }

    /** A picture for the prompt is about to be uploaded. */
    synchronized void uploads(String promptId) {
        uploads.add(promptId);
    }

    /** The prompt is about to be posted; the server may have it from now on. */
    synchronized void posts(String promptId) {
        uploads.remove(promptId);
        find(promptId).ifPresent(before -> before.settle(nanos.getAsLong()));
        executions.add(Execution.posted(promptId, nanos.getAsLong()));
        depth++;
    }

    /** The server told that the prompt began. */
    synchronized void started(String promptId) {
        find(promptId).ifPresent(run -> run.started(nanos.getAsLong()));
    }

    /** The server told that the prompt is over. */
    synchronized void ended(String promptId) {
        find(promptId).ifPresent(run -> run.ended(nanos.getAsLong()));
    }

    /** A look found that the prompt executes; an earlier process may have posted it. */
    synchronized void executes(String promptId) {
        long now = nanos.getAsLong();
        Execution run = find(promptId).orElseGet(() -> {
            Execution found = Execution.found(promptId, now);
            executions.add(found);
            return found;
        });
        run.executes(now);
    }

    /** The server's websocket is gone, and its prompts with it maybe. */
    synchronized void lost() {
        executions.forEach(run -> run.lost(nanos.getAsLong()));
    }

    /**
     * The prompt is over, or given up.
     *
     * @param said when it executed, by the server; empty when it does not say
     */
    synchronized void settles(String promptId, Optional<ServerTimes> said) {
        uploads.remove(promptId);
        Execution run = find(promptId).orElse(null);
        if (run == null) {
            return;
        }
        long now = nanos.getAsLong();
        if (!run.isEndHeard() && said.isPresent()) {
            depth = Math.max(0, depth - 1);
        }
        said.ifPresentOrElse(times -> run.settle(now, times, serverClock), () -> run.settle(now));
    }

    /** All of it, until now. */
    synchronized GpuTime time() {
        long now = nanos.getAsLong();
        boolean busy = executions.stream().anyMatch(Execution::isExecuting);
        return GpuTime.of(now - began, tally(now), busy ? null : lastCause());
    }

    /** A figure for a meter, which must not fall when something is learned late: it stands still then for as long. */
    synchronized long rising(ToLongFunction<Tally> figure) {
        shown.raiseTo(tally(nanos.getAsLong()));
        return figure.applyAsLong(shown);
    }

    private IdleCause lastCause() {
        return stretches.get(stretches.size() - 1).cause();
    }

    private Tally tally(long now) {
        book(now);
        Tally all = booked.copy();
        add(all, bookedUntil, now);
        return all;
    }

    private Optional<Execution> find(String promptId) {
        return executions.stream().filter(run -> run.isOf(promptId)).findFirst();
    }

    /** Books what cannot change any more, and forgets it. */
    private void book(long now) {
        long until = stretches.size() > MOST_STRETCHES ? now : certainUntil(now);
        if (until > bookedUntil) {
            add(booked, bookedUntil, until);
            bookedUntil = until;
        }
        executions.removeIf(run -> run.isSettled() && run.endOr(now) <= bookedUntil);
        while (stretches.size() > 1 && stretches.get(1).from() <= bookedUntil) {
            stretches.remove(0);
        }
    }

    private long certainUntil(long now) {
        return executions.stream()
                .filter(run -> !run.isSettled())
                .mapToLong(Execution::since)
                .min()
                .orElse(now);
    }

    private void add(Tally tally, long from, long until) {
        IdleCause cause = null;
        long at = from;
        for (Stretch stretch : stretches) {
            long next = Math.min(until, Math.max(at, stretch.from()));
            add(tally, cause, at, next);
            cause = stretch.cause();
            at = next;
        }
        add(tally, cause, at, until);
    }

    private void add(Tally tally, IdleCause cause, long from, long until) {
        if (until > from) {
            long busy = busyWithin(from, until);
            tally.add(cause, until - from - busy, busy);
        }
    }

    /** Prompts whose times overlap count once. */
    private long busyWithin(long from, long until) {
        long busy = 0;
        long at = from;
        for (Execution run : executions.stream().sorted(BY_START).toList()) {
            long begin = Math.max(at, run.startOr(until));
            long end = Math.min(until, run.endOr(until));
            if (end > begin) {
                busy += end - begin;
                at = end;
            }
        }
        return busy;
    }
}
