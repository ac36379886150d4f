package io.showrunner.capacity;

import java.util.ArrayList;
import java.util.List;

/**
 * How long jobs wait that arrive at random in batches, such as the scenes of a story, for any of some servers. M/G/c by the
 * approximation of Allen and Cunneen on Erlang's C formula (Allen, Probability, Statistics, and Queueing Theory, 1990; Whitt,
 * Approximations for the GI/G/m queue, 1993). For batches, Erlang's part is replaced by the M[K]/M/c queue, solved by its balance
 * of flows; with one server that is exact.
 *
 * @param servers that work at the same time
 * @param perHour jobs that arrive
 * @param batch jobs that arrive at once
 */
record WaitingLine(int servers, double perHour, int batch) {
    private static final double HOUR = 3600;
    /** Nearer to its limit a queue grows for days before any average means something. */
    private static final double LIMIT = 0.999;

    private static final double NEGLIGIBLE = 1e-12;

    /** Share of the time that a server works; 1 or more when the queue grows for ever. */
    double utilisation(SceneTimes times) {
        return perHour / HOUR * times.seconds() / servers;
    }

    /** Seconds that a job waits on average; infinite when the queue grows. */
    double wait(SceneTimes times) {
        if (utilisation(times) >= LIMIT) {
            return Double.POSITIVE_INFINITY;
        }
        double squared = times.variation() * times.variation();
        return Math.max(0, batchWait(times.seconds()) - (1 - squared) / 2 * erlangWait(times.seconds()));
    }

    /** M/M/c. */
    private double erlangWait(double seconds) {
        double load = perHour / HOUR * seconds;
        double blocked = 1;
        for (int busy = 1; busy <= servers; busy++) {
            blocked = load * blocked / (busy + load * blocked);
        }
        double share = load / servers;
        double mustWait = blocked / (1 - share * (1 - blocked));
        return mustWait * seconds / (servers * (1 - share));
    }

    /** M[K]/M/c: as often as the queue outgrows a length by a batch, it shrinks below it by one job that ends. */
    private double batchWait(double seconds) {
        double batches = perHour / HOUR / batch;
        List<Double> weights = new ArrayList<>(List.of(1.0));
        double growing = 1;
        double total = 1;
        double waiting = 0;
        for (int jobs = 1; jobs <= servers || weights.get(jobs - 1) > NEGLIGIBLE * total; jobs++) {
            double weight = batches * growing * seconds / Math.min(jobs, servers);
            weights.add(weight);
            growing += weight - (jobs >= batch ? weights.get(jobs - batch) : 0);
            total += weight;
            waiting += Math.max(0, jobs - servers) * weight;
        }
        return waiting / total / (perHour / HOUR);
    }
}
