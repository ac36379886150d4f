package io.showrunner.cli;

import io.showrunner.simulator.comfyui.Variation;
import picocli.CommandLine.Option;

/** How the executions of a simulated server differ. */
final class VariationOptions {
    @Option(
            names = "--sigma",
            paramLabel = "S",
            defaultValue = "0",
            description = "Executions scatter lognormally around their pace with this sigma, 0 to 3"
                    + " (default: ${DEFAULT-VALUE}).")
    private double sigma;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the scatter (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--slow-after",
            paramLabel = "N",
            defaultValue = "0",
            description = "Prompts of a server after which --slow-by holds (default: ${DEFAULT-VALUE}).")
    private int slowAfter;

    @Option(
            names = "--slow-by",
            paramLabel = "X",
            defaultValue = "1",
            description = "From then on everything takes X times as long (default: ${DEFAULT-VALUE}).")
    private double slowBy;

    /** Of the server of this number; throws when a value makes no sense. */
    Variation of(int server) {
        return new Variation(sigma, seed * 1_000 + server, slowAfter, slowBy);
    }
}
