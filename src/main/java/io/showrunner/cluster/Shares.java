package io.showrunner.cluster;

/** How many of a number of equal things each of several nodes gets. */
final class Shares {
    private Shares() {}

    /**
     * The share of one node; all shares together are the number of things.
     *
     * @param rank the node's place among them, from 0; the first ones get the remainder
     */
    static int of(int things, int nodes, int rank) {
        return things / nodes + (rank < things % nodes ? 1 : 0);
    }
}
