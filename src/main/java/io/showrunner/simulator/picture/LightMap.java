package io.showrunner.simulator.picture;

import java.awt.Color;

/**
 * Light and haze that lie over the picture, kept at a quarter of its resolution: glows and beams add light, fog covers.
 * Coordinates are pixels of the full picture.
 */
final class LightMap {
    static final int STEP = 4;
    final int columns;
    final int rows;
    final float[] red;
    final float[] green;
    final float[] blue;
    final float[] fog;

    LightMap(int width, int height) {
        columns = width / STEP + 2;
        rows = height / STEP + 2;
        red = new float[columns * rows];
        green = new float[columns * rows];
        blue = new float[columns * rows];
        fog = new float[columns * rows];
    }

    void glow(double x, double y, double radius, Color colour, double strength) {
        int top = clampRow(y - radius);
        int bottom = clampRow(y + radius);
        int left = clampColumn(x - radius);
        int right = clampColumn(x + radius);
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                double dx = (column * STEP - x) / radius;
                double dy = (row * STEP - y) / radius;
                double inside = 1 - (dx * dx + dy * dy);
                if (inside > 0) {
                    add(row * columns + column, colour, strength * inside * inside * inside);
                }
            }
        }
    }

    /** A cone of light from a point; spread is half its opening angle. */
    void beam(double x, double y, double angle, double spread, double length, Color colour, double strength) {
        double ux = Math.cos(angle);
        double uy = Math.sin(angle);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double dx = column * STEP - x;
                double dy = row * STEP - y;
                double along = dx * ux + dy * uy;
                if (along <= 0 || along > length) {
                    continue;
                }
                double edge = 1 - Math.abs(dx * uy - dy * ux) / (along * spread + STEP);
                if (edge > 0) {
                    double fade = 1 - along / length;
                    add(row * columns + column, colour, strength * edge * (2 - edge) * fade * fade);
                }
            }
        }
    }

    /** Drifting fog between two heights, densest in the middle. */
    void fog(double top, double bottom, double density, Noise noise, double drift) {
        double middle = (top + bottom) / 2;
        double half = Math.max(1, (bottom - top) / 2);
        for (int row = clampRow(top); row <= clampRow(bottom); row++) {
            double fade = 1 - Math.pow((row * STEP - middle) / half, 2);
            for (int column = 0; fade > 0 && column < columns; column++) {
                double cloud = noise.layered((double) column / columns * 5 + drift, (double) row / rows * 7, 3);
                int cell = row * columns + column;
                fog[cell] = (float) Math.min(0.92, fog[cell] + density * fade * Math.max(0, cloud * 1.7 - 0.35));
            }
        }
    }

    private void add(int cell, Color colour, double strength) {
        red[cell] += (float) (colour.getRed() * strength / 255);
        green[cell] += (float) (colour.getGreen() * strength / 255);
        blue[cell] += (float) (colour.getBlue() * strength / 255);
    }

    private int clampRow(double y) {
        return (int) Math.max(0, Math.min(rows - 1, y / STEP));
    }

    private int clampColumn(double x) {
        return (int) Math.max(0, Math.min(columns - 1, x / STEP));
    }
}
