package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.SplittableRandom;

/** Things that stand in a picture, as outlines with their foot at the given point. */
final class Props {
    private Props() {}

    /** A closed outline through the given x, y pairs. */
    static Path2D polygon(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }

    /** A standing person in a coat, seen from behind. */
    static Shape person(double x, double y, double height) {
        Path2D coat = new Path2D.Double();
        coat.moveTo(-0.13, -0.2);
        coat.curveTo(-0.11, -0.4, -0.15, -0.55, -0.145, -0.72);
        coat.curveTo(-0.14, -0.81, -0.05, -0.82, -0.035, -0.86);
        coat.lineTo(0.035, -0.86);
        coat.curveTo(0.05, -0.82, 0.14, -0.81, 0.145, -0.72);
        coat.curveTo(0.16, -0.55, 0.11, -0.4, 0.135, -0.2);
        coat.closePath();
        Area person = new Area(coat);
        person.add(new Area(polygon(-0.095, -0.25, -0.005, -0.25, -0.02, 0, -0.08, 0)));
        person.add(new Area(polygon(0.005, -0.25, 0.095, -0.25, 0.085, 0, 0.025, 0)));
        person.add(new Area(new Ellipse2D.Double(-0.06, -1.0, 0.12, 0.15)));
        return placed(person, x, y, height);
    }

    /** A wheeled pruning robot with a folded arm. */
    static Shape robot(double x, double y, double height) {
        Area robot = new Area(new RoundRectangle2D.Double(-0.26, -0.55, 0.52, 0.42, 0.16, 0.16));
        robot.add(new Area(new RoundRectangle2D.Double(-0.17, -0.88, 0.34, 0.25, 0.14, 0.14)));
        robot.add(new Area(new Rectangle2D.Double(-0.05, -0.68, 0.1, 0.2)));
        robot.add(new Area(new Ellipse2D.Double(-0.3, -0.22, 0.22, 0.22)));
        robot.add(new Area(new Ellipse2D.Double(0.08, -0.22, 0.22, 0.22)));
        robot.add(new Area(polygon(0.22, -0.5, 0.48, -0.78, 0.53, -0.74, 0.28, -0.42)));
        robot.add(new Area(polygon(0.46, -0.8, 0.53, -0.76, 0.4, -0.58, 0.36, -0.6)));
        return placed(robot, x, y, height);
    }

    static void trunk(Shot shot, double x, double y, double height, Color colour) {
        double fork = y - height * 0.6;
        double slim = height * 0.02;
        shot.fill(polygon(x - height * 0.05, y, x - slim, fork, x + slim, fork, x + height * 0.055, y), colour);
    }

    /** The leaf masses of a tree of this height, lit from the upper left. */
    static void crown(Shot shot, double x, double y, double height, Color leaf, Color lit, SplittableRandom chance) {
        int masses = height > 24 ? 26 : 13;
        for (int mass = 0; mass < masses; mass++) {
            double angle = mass * 2.4;
            double reach = 0.25 * Math.sqrt((double) mass / masses) * height;
            double cx = x + Math.cos(angle) * reach * 1.25 + chance.nextDouble(-0.04, 0.04) * height;
            double cy = y - height * 0.68 + Math.sin(angle) * reach * 0.8;
            double radius = height * chance.nextDouble(0.06, 0.11);
            double sun = 0.5 - Math.sin(angle) * 0.3 - Math.cos(angle) * 0.15;
            shot.disc(cx, cy, radius, Tint.mix(Tint.mix(leaf, Color.BLACK, 0.22), leaf, sun * 1.4));
            shot.disc(cx - radius * 0.2, cy - radius * 0.3, radius * 0.62, Tint.mix(leaf, lit, sun * 0.6));
        }
    }

    static Shape car(double x, double y, double height) {
        Path2D car = new Path2D.Double();
        car.moveTo(-1.1, -0.15);
        car.curveTo(-1.12, -0.6, -0.9, -0.6, -0.72, -0.62);
        car.curveTo(-0.55, -1.0, -0.4, -1.02, 0, -1.02);
        car.curveTo(0.4, -1.02, 0.55, -1.0, 0.72, -0.62);
        car.curveTo(0.9, -0.6, 1.12, -0.6, 1.1, -0.15);
        car.closePath();
        Area shape = new Area(car);
        shape.add(new Area(new Rectangle2D.Double(-0.98, -0.2, 0.3, 0.2)));
        shape.add(new Area(new Rectangle2D.Double(0.68, -0.2, 0.3, 0.2)));
        return placed(shape, x, y, height);
    }

    /** A small fox, nose to the right; {@code stride} from 0 to 1 stretches the legs. */
    static Shape fox(double x, double y, double height, double stride) {
        Path2D body = new Path2D.Double();
        body.moveTo(-0.55, -0.55);
        body.curveTo(-0.3, -0.78, 0.2, -0.74, 0.4, -0.72);
        body.curveTo(0.45, -0.8, 0.48, -0.86, 0.46, -1.02);
        body.lineTo(0.58, -0.9);
        body.lineTo(0.68, -1.0);
        body.lineTo(0.7, -0.84);
        body.lineTo(0.92, -0.68);
        body.curveTo(0.8, -0.58, 0.68, -0.58, 0.6, -0.5);
        body.curveTo(0.5, -0.34, 0.2, -0.32, -0.1, -0.33);
        body.curveTo(-0.5, -0.28, -0.6, -0.4, -0.55, -0.55);
        body.closePath();
        Area fox = new Area(body);
        double s = 0.1 + stride * 0.22;
        fox.add(new Area(polygon(0.25, -0.45, 0.4, -0.45, 0.4 + s, 0, 0.3 + s, 0)));
        fox.add(new Area(polygon(0.05, -0.4, 0.2, -0.4, 0.3 - s, 0, 0.2 - s, 0)));
        fox.add(new Area(polygon(-0.3, -0.42, -0.12, -0.42, -0.15 - s, 0, -0.26 - s, 0)));
        fox.add(new Area(polygon(-0.5, -0.45, -0.32, -0.42, -0.38 + s, 0, -0.5 + s, 0)));
        Path2D tail = new Path2D.Double();
        tail.moveTo(-0.45, -0.6);
        tail.curveTo(-0.8, -0.8, -1.05, -0.75, -1.2, -0.95);
        tail.curveTo(-1.2, -0.55, -0.85, -0.45, -0.48, -0.42);
        tail.closePath();
        fox.add(new Area(tail));
        return placed(fox, x, y, height);
    }

    /** A round-backed animal: with a trunk it is an elephant, without one a tortoise or a hen by its size. */
    static Shape beast(double x, double y, double height, boolean trunk) {
        Area beast = new Area(new Ellipse2D.Double(-0.55, -0.85, 1.0, 0.66));
        beast.add(new Area(new Ellipse2D.Double(0.25, trunk ? -0.95 : -0.8, 0.42, 0.42)));
        for (double leg : new double[] {-0.42, -0.18, 0.1, 0.28}) {
            beast.add(new Area(new RoundRectangle2D.Double(leg, -0.4, 0.14, 0.4, 0.06, 0.06)));
        }
        if (trunk) {
            beast.add(new Area(polygon(0.56, -0.75, 0.68, -0.72, 0.74, -0.2, 0.66, -0.2)));
            beast.add(new Area(new Ellipse2D.Double(0.14, -0.95, 0.26, 0.38)));
        }
        return placed(beast, x, y, height);
    }

    private static Shape placed(Shape shape, double x, double y, double height) {
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.scale(height, height);
        return place.createTransformedShape(shape);
    }
}
