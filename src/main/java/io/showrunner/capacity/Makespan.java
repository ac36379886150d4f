package io.showrunner.capacity;

/**
 * When the last of so many scenes is done that are all there at the beginning, each given to the server that is free first
 * (list scheduling). The bounds are Graham's (SIAM J. Appl. Math. 17, 1969). The estimate is the longer of two: full rounds of
 * average scenes; or all servers busy until the last round, whose longest scene is as long as Hartley and David's bound on
 * the greatest of so many (Ann. Math. Stat. 25, 1954).
 *
 * @param least seconds; no order of the scenes is faster
 * @param expected seconds
 * @param most seconds; no order of the scenes is slower
 * @param waiting seconds that a scene waits on average, in full rounds of average scenes
 */
record Makespan(double least, double expected, double most, double waiting) {

    static Makespan of(int scenes, int servers, SceneTimes times) {
        double mean = times.seconds();
        double even = scenes * mean / servers;
        int last = Math.min(scenes, servers);
        int rounds = (scenes + servers - 1) / servers;
        double ragged = (scenes - last) * mean / servers + longestOf(last, times);
        return new Makespan(
                Math.max(even, mean),
                Math.max(rounds * mean, ragged),
                even + (1 - 1.0 / servers) * Math.max(times.longest(), mean),
                roundsBefore(scenes, servers) / scenes * mean);
    }

    /** Of all scenes together: none of the first round, one of each of the second, and so on. */
    private static double roundsBefore(int scenes, int servers) {
        int full = scenes / servers;
        return 1.0 * servers * full * (full - 1) / 2 + scenes % servers * full;
    }

    private static double longestOf(int scenes, SceneTimes times) {
        double deviations = (scenes - 1) / Math.sqrt(2.0 * scenes - 1);
        return Math.min(
                times.seconds() * (1 + times.variation() * deviations), Math.max(times.longest(), times.seconds()));
    }
}
