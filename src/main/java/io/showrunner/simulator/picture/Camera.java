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
        double e = t * t * (3 - 2 * t) - 0.5;
        double pace =
                move.any("imperceptible", "subtle", "barely", "gentle") ? 0.5 : move.any("fast", "rapid") ? 1.5 : 1;
        double side = move.any("left", "leftward") ? -pace : pace;
        Camera camera = new Camera(1.04, 0, 0, 0, 0.02 * t);
        if (move.any(
                "push", "zoom", "dolly", "forward", "in", "drift", "track", "tracking", "glide", "through", "pull")) {
            boolean back = move.any("back", "out", "pull", "retreat", "away", "reveal");
            double way = pace * (back ? 0.5 - e : 0.5 + e);
            camera = camera.moved(0.24 * way, 0, 0, 0, way);
        }
        if (move.any("pan", "lateral", "side", "sideway", "slide", "truck", "tracking", "follow", "sweep")) {
            camera = camera.moved(0, side * e * 22, 0, 0, 0);
        }
        if (move.any("crane", "rise", "rising", "tilt", "lift", "pedestal", "boom", "descend", "down")) {
            double down = move.any("down", "descend", "lower") ? pace : -pace;
            camera = camera.moved(0, 0, down * e * 16, 0, 0);
        }
        if (move.any("orbit", "arc", "circle", "around", "rotate", "spin", "roll")) {
            camera = camera.moved(0.1 * Math.sin(Math.PI * t), side * e * 20, 0, e * 0.07, 0);
        }
        return held(camera, move, new Noise(seed), t);
    }

    /** What the hands or the head of the tripod add. */
    private static Camera held(Camera camera, Words move, Noise shake, double t) {
        if (move.any("handheld", "shake", "shaky", "micro")) {
            double x = (shake.at(t * 9, 1) - 0.5) * 5;
            double y = (shake.at(t * 9, 2) - 0.5) * 4;
            return camera.moved(0.06, x, y, (shake.at(t * 7, 3) - 0.5) * 0.03, 0);
        }
        return move.any("static", "locked", "still", "fixed", "tripod")
                ? camera
                : camera.moved(0, (shake.at(t * 2, 4) - 0.5) * 1.2, (shake.at(t * 2, 5) - 0.5) * 0.8, 0, 0);
    }

    private Camera moved(double closer, double right, double down, double turned, double further) {
        return new Camera(zoom + closer, x + right, y + down, angle + turned, travel + further);
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
