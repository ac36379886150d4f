package io.showrunner.simulator.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/**
 * One frame in the making: the brush, the colours, the camera and the lights. Settings draw in picture units (160 by 90,
 * origin in the middle, y downwards) after choosing a depth.
 */
final class Shot {
    private final BufferedImage image;
    private final Graphics2D brush;
    private final Words words;
    private final Palette palette;
    private final Light light;
    private final Camera camera;
    private final LightMap lights;
    private final long seed;
    private final double time;
    private double depth;

    Shot(PictureRequest request, BufferedImage image, Graphics2D brush, int frame, int frames) {
        this.image = image;
        this.brush = brush;
        this.words = new Words(request.title(), request.prompt());
        Words mood = new Words(request.mood());
        this.palette = Palette.of(request.palette(), new Words(request.mood(), request.prompt()), request.seed());
        this.light = Light.of(words, mood);
        this.time = frames == 1 ? 0 : (double) frame / (frames - 1);
        this.camera = Camera.of(new Words(request.cameraMovement()), request.seed(), time);
        this.lights = new LightMap(request.width(), request.height());
        this.seed = request.seed() * 31 + request.title().hashCode();
        depth(0.5);
    }

    Words words() {
        return words;
    }

    Palette palette() {
        return palette;
    }

    Light light() {
        return light;
    }

    Camera camera() {
        return camera;
    }

    LightMap lights() {
        return lights;
    }

    BufferedImage image() {
        return image;
    }

    Graphics2D brush() {
        return brush;
    }

    /** 0 in the first frame, 1 in the last. */
    double time() {
        return time;
    }

    /** Chance that is the same in every frame of the scene. */
    SplittableRandom chance(String what) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + what.hashCode());
    }

    Noise noise(String what) {
        return new Noise(seed + what.hashCode());
    }

    /** Moves the brush to a distance: 0 is the sky, 1 is in front of the lens. */
    void depth(double newDepth) {
        depth = newDepth;
        brush.setTransform(camera.view(image.getWidth(), image.getHeight(), newDepth));
    }

    /** A tone seen through the air of the current depth. */
    Color air(double tone) {
        double haze = (1 - Math.min(1, depth)) * 0.75;
        return Tint.mix(palette.tone(tone), palette.tone((light.horizon + light.top) * 0.45), haze * haze);
    }

    void fill(Shape shape, Color colour) {
        brush.setPaint(colour);
        brush.fill(shape);
    }

    void shade(Shape shape, Color top, Color bottom) {
        Rectangle2D box = shape.getBounds2D();
        brush.setPaint(new GradientPaint(0, (float) box.getMinY(), top, 0, (float) box.getMaxY(), bottom));
        brush.fill(shape);
    }

    void shadeAcross(Shape shape, Color left, Color right) {
        Rectangle2D box = shape.getBounds2D();
        brush.setPaint(new GradientPaint((float) box.getMinX(), 0, left, (float) box.getMaxX(), 0, right));
        brush.fill(shape);
    }

    void line(double x1, double y1, double x2, double y2, double width, Color colour) {
        stroke(new Line2D.Double(x1, y1, x2, y2), width, colour);
    }

    void stroke(Shape shape, double width, Color colour) {
        brush.setPaint(colour);
        brush.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        brush.draw(shape);
    }

    void disc(double x, double y, double radius, Color colour) {
        fill(new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2), colour);
    }

    void block(double x, double y, double width, double height, Color colour) {
        fill(new Rectangle2D.Double(x, y, width, height), colour);
    }

    void glow(double x, double y, double radius, Color colour, double strength) {
        Point2D at = pixel(x, y);
        lights.glow(at.getX(), at.getY(), radius * scale(), colour, strength);
    }

    void beam(double x, double y, double angle, double spread, double length, Color colour, double strength) {
        Point2D at = pixel(x, y);
        lights.beam(at.getX(), at.getY(), angle, spread, length * scale(), colour, strength);
    }

    void fog(double top, double bottom, double density, double drift) {
        lights.fog(pixel(0, top).getY(), pixel(0, bottom).getY(), density, noise("fog"), time * drift);
    }

    private Point2D pixel(double x, double y) {
        return brush.getTransform().transform(new Point2D.Double(x, y), null);
    }

    private double scale() {
        AffineTransform view = brush.getTransform();
        return Math.hypot(view.getScaleX(), view.getShearX());
    }
}
