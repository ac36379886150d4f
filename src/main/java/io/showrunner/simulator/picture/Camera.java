package io.showrunner.simulator.picture;

import java.awt.geom.AffineTransform;

/**
 * Where the camera stands in one frame. Lengths are in units of a picture that is 160 wide and 90 high, origin in the middle.
 *
 * @param zoom 1 is the wide view
 * @param x how far the camera has moved to the right
 * @param y how far it has moved down
 * @param angle roll in radians
 * @param travel how far it has moved into the picture, 0 to 1 for a whole scene
 */
record Camera(double zoom, double x, double y, double angle, double travel) {

    static Camera of(Words move, long seed, double t) {
        double e = t * t * (3 - 2 * t);
        double pace =
                move.any("imperceptible", "subtle", "barely", "gentle") ? 0.5 : move.any("fast", "rapid") ? 1.5 : 1;
        boolean back = move.any("back", "out", "pull", "retreat", "away", "reveal");
        boolean left = move.any("left", "leftward");
        double zoom = 1.04;
        double x = 0;
        double y = 0;
        double angle = 0;
        double travel = 0.02 * t;
        if (move.any(
                "push", "zoom", "dolly", "forward", "in", "drift", "track", "tracking", "glide", "through", "pull")) {
            double way = back ? 1 - e : e;
            zoom += 0.24 * pace * way;
            travel = pace * way;
        }
        if (move.any("pan", "lateral", "side", "sideway", "slide", "truck", "tracking", "follow", "sweep")) {
            x += (left ? -1 : 1) * (e - 0.5) * 22 * pace;
        }
        if (move.any("crane", "rise", "rising", "tilt", "lift", "pedestal", "boom", "descend", "down")) {
            boolean down = move.any("down", "descend", "lower");
            y += (down ? 1 : -1) * (e - 0.5) * 16 * pace;
        }
        if (move.any("orbit", "arc", "circle", "around", "rotate", "spin", "roll")) {
            x += (left ? -1 : 1) * (e - 0.5) * 20 * pace;
            angle += (e - 0.5) * 0.07;
            zoom += 0.1 * Math.sin(Math.PI * t);
        }
        Noise shake = new Noise(seed);
        if (move.any("handheld", "shake", "shaky", "micro")) {
            zoom += 0.06;
            x += (shake.at(t * 9, 1) - 0.5) * 5;
            y += (shake.at(t * 9, 2) - 0.5) * 4;
            angle += (shake.at(t * 7, 3) - 0.5) * 0.03;
        } else if (!move.any("static", "locked", "still", "fixed", "tripod")) {
            x += (shake.at(t * 2, 4) - 0.5) * 1.2;
            y += (shake.at(t * 2, 5) - 0.5) * 0.8;
        }
        return new Camera(zoom, x, y, angle, travel);
    }

    /** From picture units at this depth (0 far, 1 near) to pixels. */
    AffineTransform view(int width, int height, double depth) {
        double scale = Math.max(width / 160.0, height / 90.0);
        double near = 0.25 + 1.15 * depth;
        double ownZoom = 1 + (zoom - 1) * near;
        AffineTransform view = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
        view.rotate(angle);
        view.scale(scale * ownZoom, scale * ownZoom);
        view.translate(-x * near, -y * near);
        return view;
    }
}
