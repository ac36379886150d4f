package io.showrunner.story;

import java.util.Map;
import org.slf4j.spi.LoggingEventBuilder;

/** Work that lines of the log are about. */
public interface Correlated {
    /** What identifies it: {@code storyId}, {@code sceneId}, {@code promptId} and {@code instance}, as far as known. */
    Map<String, String> correlation();

    /** The line with the same as its fields, for those who know more than the step of the route that they work in. */
    default LoggingEventBuilder about(LoggingEventBuilder line) {
        LoggingEventBuilder about = line;
        for (Map.Entry<String, String> field : correlation().entrySet()) {
            about = about.addKeyValue(field.getKey(), field.getValue());
        }
        return about;
    }
}
