package io.showrunner.cli;

import io.showrunner.simulator.llm.Flavour;
import io.showrunner.simulator.llm.LlmOptions;
import io.showrunner.simulator.llm.LlmSimulator;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "llm",
        description = "Serve an OpenAI-compatible LLM without a model on loopback until stopped; it tells stories"
                + " made of set phrases.")
final class SimulateLlmCommand implements Callable<Integer> {
    private final Cli cli;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "1234",
            description = "Port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    SimulateLlmCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (LlmSimulator server = LlmSimulator.start(
                LlmOptions.builder(Flavour.LM_STUDIO).port(port).build())) {
            cli.surroundings().out().println("simulated LLM listening on " + server.url());
            new CountDownLatch(1).await();
            return 0;
        }
    }
}
