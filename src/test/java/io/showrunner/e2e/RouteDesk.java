package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.routes.LiveRoutes;
import io.showrunner.routes.ReloadReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Where somebody edits the route files of a running studio and reads what is said about it. */
final class RouteDesk implements AutoCloseable {
    private final Path folder;
    private final List<ReloadReport> reports = new CopyOnWriteArrayList<>();
    private final Errors errors = new Errors();
    private final Logger logger = (Logger) LogManager.getRootLogger();

    /** What an edit did, and how long after the save it was done. */
    record Edit(ReloadReport report, Duration took) {}

    RouteDesk(TestStudio studio) {
        folder = studio.home().resolve("routes");
        studio.pipeline().context().hasService(LiveRoutes.class).onReload(reports::add);
        errors.start();
        logger.addAppender(errors);
    }

    /** Replaces a text that must be there. */
    Edit replace(String file, String text, String by) {
        String before = read(file);
        assertThat(before).contains(text);
        return write(file, before.replace(text, by));
    }

    Edit append(String file, String text) {
        return write(file, read(file) + text);
    }

    Edit write(String file, String content) {
        return after(() -> Files.writeString(path(file), content));
    }

    Edit delete(String file) {
        return after(() -> Files.delete(path(file)));
    }

    String read(String file) {
        try {
            return Files.readString(path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that were logged as errors about routes, oldest first. */
    List<String> errors() {
        return errors.lines;
    }

    private interface Change {
        void make() throws IOException;
    }

    private Edit after(Change change) {
        int before = reports.size();
        long start = System.nanoTime();
        try {
            change.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(TestStudio.PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> reports.size() > before);
        return new Edit(reports.get(before), Duration.ofNanos(System.nanoTime() - start));
    }

    private Path path(String file) {
        return folder.resolve(file + ".camel.yaml");
    }

    @Override
    public void close() {
        logger.removeAppender(errors);
        errors.stop();
    }

    private static final class Errors extends AbstractAppender {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Errors() {
            super("route-errors", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            if (event.getLevel() == Level.ERROR && event.getLoggerName().equals(LiveRoutes.class.getName())) {
                lines.add(event.getMessage().getFormattedMessage());
            }
        }
    }
}
