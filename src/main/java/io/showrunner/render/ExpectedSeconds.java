package io.showrunner.render;

/** How long a scene is expected to take on average, as the author of its workflow says. */
public record ExpectedSeconds(double from, double to) {
    boolean isRange() {
        return from > 0 && to >= from && Double.isFinite(to);
    }
}
