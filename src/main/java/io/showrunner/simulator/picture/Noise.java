package io.showrunner.simulator.picture;

/** Smooth value noise in two dimensions, from 0 to 1, the same for the same seed. */
final class Noise {
    private final long seed;

    Noise(long seed) {
        this.seed = seed * 0x9E3779B97F4A7C15L;
    }

    double at(double x, double y) {
        long column = (long) Math.floor(x);
        long row = (long) Math.floor(y);
        double u = smooth(x - column);
        double v = smooth(y - row);
        double top = lerp(corner(column, row), corner(column + 1, row), u);
        double bottom = lerp(corner(column, row + 1), corner(column + 1, row + 1), u);
        return lerp(top, bottom, v);
    }

    /** Several octaves, for clouds, ridges and fog. */
    double layered(double x, double y, int octaves) {
        double sum = 0;
        double weight = 0.5;
        double total = 0;
        double scale = 1;
        for (int octave = 0; octave < octaves; octave++) {
            sum += weight * at(x * scale + octave * 17.3, y * scale - octave * 9.1);
            total += weight;
            weight *= 0.5;
            scale *= 2;
        }
        return sum / total;
    }

    private double corner(long x, long y) {
        long h = seed + x * 0xBF58476D1CE4E5B9L + y * 0x94D049BB133111EBL;
        h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
        h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
        return ((h ^ (h >>> 31)) >>> 40) / (double) (1 << 24);
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double lerp(double a, double b, double t) {
        return a + (b - a) * t;
    }
}
