package io.showrunner.story;

/** Where a percentile stands among sorted values, by the nearest rank: it is one of the values, never one in between. */
public final class NearestRank {
    private NearestRank() {}

    /**
     * Index of the smallest value that so many percent of them are not above.
     *
     * @param size number of the values, 1 at least
     * @param percent 1 to 100
     */
    public static int index(int size, int percent) {
        return Math.toIntExact((size * (long) percent + 99) / 100 - 1);
    }
}
