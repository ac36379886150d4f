package io.showrunner.writer;

import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code data/llm-capabilities.json}. */
final class CapabilitiesFile {
    private static final Logger LOG = LoggerFactory.getLogger(CapabilitiesFile.class);
    private static final int VERSION = 1;

    private final Path file;
    private boolean failing;

    private record Content(int version, List<EndpointFacts> endpoints) {
        boolean isSound() {
            return version == VERSION
                    && endpoints != null
                    && endpoints.stream().allMatch(facts -> facts != null && facts.isSound());
        }
    }

    CapabilitiesFile(Path file) {
        this.file = file;
    }

    /** What was kept; nothing when there is no file, or none that can be used. */
    List<EndpointFacts> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            Content content = Json.read(file, Content.class);
            if (content != null && content.isSound()) {
                return content.endpoints();
            }
            LOG.warn("{} cannot be used; what the language models can do is learned anew", file);
        } catch (UncheckedIOException e) {
            LOG.warn(
                    "{}; what the language models can do is learned anew",
                    e.getMessage().lines().findFirst().orElseThrow());
        }
        return List.of();
    }

    /** A disk that does not take it keeps no story from being written; the log says so once. */
    synchronized void write(List<EndpointFacts> facts) {
        try {
            DurableFiles.writeJson(file, new Content(VERSION, facts));
            failing = false;
        } catch (UncheckedIOException e) {
            if (!failing) {
                LOG.warn("what is learned of language models is not kept until that is possible: {}", e.getMessage());
            }
            failing = true;
        }
    }
}
