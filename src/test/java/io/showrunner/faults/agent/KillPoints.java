package io.showrunner.faults.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every operation that could be the last one of a process has a name and passes here, before and after. A control file
 * names the one that shall be the last: {@code after POST /prompt}, or {@code #12} for the twelfth from then on. The file
 * is gone when that has happened.
 */
public final class KillPoints {
    private static final int AS_AFTER_SIGKILL = 137;
    private static final Pattern QUEUE = Pattern.compile("showrunner\\.([a-z-]+)");
    private static final ThreadLocal<Boolean> TAKEN = ThreadLocal.withInitial(() -> false);

    private static Path control;
    private static String armed = "";
    private static int passed;

    private KillPoints() {}

    static synchronized void follow(Path file) {
        control = file;
    }

    /** The process is about to do something, or has done it. */
    public static synchronized void reach(String when, String what) {
        String point = when + " " + what;
        try {
            Files.writeString(trace(control), point + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (isLast(point)) {
                Files.delete(control);
                Runtime.getRuntime().halt(AS_AFTER_SIGKILL);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where every operation that was passed is noted. */
    public static Path trace(Path control) {
        return control.resolveSibling(control.getFileName() + ".trace");
    }

    private static boolean isLast(String point) throws IOException {
        String wanted = Files.exists(control) ? Files.readString(control) : "";
        if (!wanted.equals(armed)) {
            armed = wanted;
            passed = 0;
        }
        passed++;
        return wanted.equals(point) || wanted.equals("#" + passed);
    }

    /** A message was taken from its queue; the listener begins with it. */
    public static void taken() {
        TAKEN.set(true);
        reach("after", "take " + queue(Thread.currentThread().getName()));
    }

    /** A commit that acknowledges a message; those of an idle listener say nothing. */
    public static void commit(String when) {
        if (TAKEN.get()) {
            reach(when, "commit " + queue(Thread.currentThread().getName()));
            TAKEN.set(when.equals("before"));
        }
    }

    /** The name of the queue in a text that contains it. */
    public static String queue(String text) {
        Matcher matcher = QUEUE.matcher(text);
        return matcher.find() ? matcher.group(1) : text;
    }

    /** The file's name with that of its folder, without ids and numbers. */
    public static String file(String path) {
        Path file = Path.of(path);
        String folder = file.getParent() == null
                ? ""
                : general(file.getParent().getFileName().toString());
        return folder + "/" + general(file.getFileName().toString());
    }

    private static String general(String name) {
        return name.replaceAll("story-[a-z0-9-]+", "story")
                .replaceAll("scene-\\d{3}", "scene")
                .replaceAll("^\\d+$", "attempt")
                .replaceAll("[a-z]+-\\d+\\.json", "brief.json");
    }
}
