package io.showrunner.e2e;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Everything that is logged while it is open, stack traces included. */
public final class LogLines extends AbstractAppender implements AutoCloseable {
    private final Logger logger = (Logger) LogManager.getRootLogger();
    private final StringWriter lines = new StringWriter();
    private final List<Map<String, String>> contexts = new CopyOnWriteArrayList<>();

    public LogLines() {
        super("log-lines", null, null, true, Property.EMPTY_ARRAY);
        start();
        logger.addAppender(this);
    }

    @Override
    public void append(LogEvent event) {
        contexts.add(event.getContextData().toMap());
        PrintWriter writer = new PrintWriter(lines);
        writer.println(event.getMessage().getFormattedMessage());
        if (event.getThrown() != null) {
            event.getThrown().printStackTrace(writer);
        }
    }

    /** What was logged until now. */
    public String text() {
        return lines.toString();
    }

    /** What each line is about, as collectors see it. */
    List<Map<String, String>> contexts() {
        return contexts;
    }

    @Override
    public void close() {
        logger.removeAppender(this);
        stop();
    }
}
