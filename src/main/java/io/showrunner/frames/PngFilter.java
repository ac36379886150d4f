package io.showrunner.frames;

/** The five filters of PNG rows. A row begins with the byte that names its filter. */
final class PngFilter {
    private PngFilter() {}

    /**
     * Turns a filtered row into samples, in place.
     *
     * @param previous the decoded row above; zeros above the first
     * @param step bytes from a sample to the same one of the next pixel
     * @return false when there is no such filter
     */
    static boolean undo(byte[] row, byte[] previous, int step) {
        switch (row[0]) {
            case 0 -> {
                // The row is what it says.
            }
            case 1 -> sub(row, step);
            case 2 -> up(row, previous);
            case 3 -> average(row, previous, step);
            case 4 -> paeth(row, previous, step);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void sub(byte[] row, int step) {
        for (int i = 1 + step; i < row.length; i++) {
            row[i] += row[i - step];
        }
    }

    private static void up(byte[] row, byte[] previous) {
        for (int i = 1; i < row.length; i++) {
            row[i] += previous[i];
        }
    }

    private static void average(byte[] row, byte[] previous, int step) {
        int first = Math.min(row.length, 1 + step);
        for (int i = 1; i < first; i++) {
            row[i] += (byte) ((previous[i] & 0xFF) >> 1);
        }
        for (int i = first; i < row.length; i++) {
            row[i] += (byte) (((row[i - step] & 0xFF) + (previous[i] & 0xFF)) >> 1);
        }
    }

    private static void paeth(byte[] row, byte[] previous, int step) {
        int first = Math.min(row.length, 1 + step);
        for (int i = 1; i < first; i++) {
            row[i] += previous[i];
        }
        for (int i = first; i < row.length; i++) {
            row[i] += (byte) nearest(row[i - step] & 0xFF, previous[i] & 0xFF, previous[i - step] & 0xFF);
        }
    }

    /** Whichever is nearest to what the three neighbours suggest; ties in the order left, above, corner. */
    private static int nearest(int left, int above, int corner) {
        int toLeft = Math.abs(above - corner);
        int toAbove = Math.abs(left - corner);
        int toCorner = Math.abs(left + above - 2 * corner);
        if (toLeft <= toAbove && toLeft <= toCorner) {
            return left;
        }
        return toAbove <= toCorner ? above : corner;
    }
}
