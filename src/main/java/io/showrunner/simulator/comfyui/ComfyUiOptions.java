package io.showrunner.simulator.comfyui;

import io.showrunner.simulator.SimulatedCard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a simulated ComfyUI server is like.
 *
 * @param port 0 for a free one
 * @param outputDirectory where images go; empty for a folder of its own under the temporary directory
 * @param variation how executions differ from the pace
 * @param pictures what the saved frames show
 * @param models file names by folder, as {@code GET /models} lists them
 * @param missingNodes stock classes that this server shall not have
 * @param keepAlive how long an idle connection is kept after a reply
 * @param originCheck false behaves as {@code --enable-cors-header}
 * @param takesPromptId false behaves as servers before 0.3.45, which choose every prompt id themselves
 * @param interruptTakesPromptId false behaves as servers before 0.3.57, which interrupt whatever runs
 * @param card that others use too; empty for one of its own
 */
public record ComfyUiOptions(
        int port,
        Optional<Path> outputDirectory,
        Pace pace,
        Variation variation,
        Pictures pictures,
        Gpu gpu,
        String version,
        Map<String, List<String>> models,
        Set<String> missingNodes,
        Duration keepAlive,
        boolean originCheck,
        boolean takesPromptId,
        boolean interruptTakesPromptId,
        Optional<SimulatedCard> card) {
    public ComfyUiOptions {
        models = Map.copyOf(models);
        missingNodes = Set.copyOf(missingNodes);
        if (keepAlive.toMillis() < 1) {
            throw new IllegalArgumentException("a connection is kept for a millisecond at least, not " + keepAlive);
        }
    }

    /** A 24 GB card with the stock checkpoints, at a pace to watch, on a free port. */
    public static ComfyUiOptions standard() {
        return builder().build();
    }

    /** Starts from {@link #standard()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what differs from the standard server. */
    public static final class Builder {
        private int port;
        private Optional<Path> outputDirectory = Optional.empty();
        private Pace pace = Pace.watchable();
        private Variation variation = Variation.none();
        private Pictures pictures = Pictures.DRAWN;
        private Gpu gpu = Gpu.ofSize("Simulated RTX 4090", 24_564);
        private String version = "0.3.64";
        private Map<String, List<String>> models = StockModels.byFolder();
        private Set<String> missingNodes = Set.of();
        private Duration keepAlive = Duration.ofSeconds(75);
        private boolean originCheck = true;
        private boolean takesPromptId = true;
        private boolean interruptTakesPromptId = true;
        private Optional<SimulatedCard> card = Optional.empty();

        private Builder() {}

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder outputDirectory(Path value) {
            outputDirectory = Optional.of(value);
            return this;
        }

        public Builder pace(Pace value) {
            pace = value;
            return this;
        }

        public Builder variation(Variation value) {
            variation = value;
            return this;
        }

        public Builder pictures(Pictures value) {
            pictures = value;
            return this;
        }

        public Builder gpu(Gpu value) {
            gpu = value;
            return this;
        }

        public Builder version(String value) {
            version = value;
            return this;
        }

        public Builder models(Map<String, List<String>> value) {
            models = value;
            return this;
        }

        public Builder missingNodes(String... classes) {
            missingNodes = Set.of(classes);
            return this;
        }

        public Builder keepAlive(Duration value) {
            keepAlive = value;
            return this;
        }

        public Builder takesPromptId(boolean value) {
            takesPromptId = value;
            return this;
        }

        public Builder originCheck(boolean value) {
            originCheck = value;
            return this;
        }

        public Builder interruptTakesPromptId(boolean value) {
            interruptTakesPromptId = value;
            return this;
        }

        public Builder card(SimulatedCard value) {
            card = Optional.of(value);
            return this;
        }

        public ComfyUiOptions build() {
            return new ComfyUiOptions(
                    port,
                    outputDirectory,
                    pace,
                    variation,
                    pictures,
                    gpu,
                    version,
                    models,
                    missingNodes,
                    keepAlive,
                    originCheck,
                    takesPromptId,
                    interruptTakesPromptId,
                    card);
        }
    }
}
