package io.showrunner.fleet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;

/**
 * One server as people are shown it.
 *
 * @param source where it comes from: the configuration, or a request while the application ran
 * @param outputDirectory null when its frames come over HTTP
 * @param card who has its card, {@code llm}, {@code diffusion} or {@code nobody}; null when it is not shared
 */
public record ServerView(
        @JsonUnwrapped InstanceView instance,
        String source,
        @JsonInclude(JsonInclude.Include.NON_NULL) String outputDirectory,
        @JsonInclude(JsonInclude.Include.NON_NULL) String card,
        BreakerView breaker) {
    static final String CONFIGURATION = "configuration";

    ServerView(InstanceView instance, String source, Path outputDirectory, String card, BreakerView breaker) {
        this(instance, source, outputDirectory == null ? null : outputDirectory.toString(), card, breaker);
    }

    /** True when it came while the application ran. */
    @JsonIgnore
    public boolean isAdded() {
        return !source.equals(CONFIGURATION);
    }
}
