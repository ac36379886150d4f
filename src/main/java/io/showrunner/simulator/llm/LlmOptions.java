package io.showrunner.simulator.llm;

import io.showrunner.simulator.SimulatedCard;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a stand-in behaves when nothing goes wrong.
 *
 * @param port loopback port, 0 for a free one
 * @param models what {@code /v1/models} lists; the first is loaded
 * @param loaded false imitates a server with downloaded models and none in memory
 * @param loading time after the start in which llama-server answers 503 and the others make the first request wait
 * @param latency before the first token of every generation; without a pace, over which its tokens are spread
 * @param tokensPerSecond pace of a generation, 0 for no waiting
 * @param contextLength tokens that prompt and answer may take together
 * @param parallel generations that run at once; the rest waits
 * @param maxQueue waiting generations after which Ollama says that it is busy
 * @param streaming what it makes of {@code "stream": true}
 * @param card on which the model takes room; empty for one of its own
 * @param modelMb what it takes there
 * @param apiKey without which nothing is answered but what the server tells everybody; empty for a server that asks for none
 */
public record LlmOptions(
        Flavour flavour,
        int port,
        List<String> models,
        boolean loaded,
        Duration loading,
        Duration latency,
        double tokensPerSecond,
        int contextLength,
        int parallel,
        int maxQueue,
        Clock clock,
        Streaming streaming,
        Optional<SimulatedCard> card,
        int modelMb,
        String apiKey) {
    public static final String MISTRAL = "mistralai/mistral-7b-instruct-v0.3";

    public LlmOptions {
        Objects.requireNonNull(flavour, "flavour");
        models = List.copyOf(models);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not one of 0 to 65535");
        }
        if (loading.isNegative() || latency.isNegative() || !(tokensPerSecond >= 0)) {
            throw new IllegalArgumentException("loading, latency and tokensPerSecond cannot be negative");
        }
        if (contextLength < 1 || parallel < 1 || maxQueue < 0) {
            throw new IllegalArgumentException("contextLength and parallel are at least 1, maxQueue at least 0");
        }
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(streaming, "streaming");
    }

    /** LM Studio with Mistral 7B. */
    public static LlmOptions defaults() {
        return of(Flavour.LM_STUDIO);
    }

    /** A ready server without any waiting, on a free port. */
    public static LlmOptions of(Flavour flavour) {
        return builder(flavour).build();
    }

    /** Starts from {@link #of}. */
    public static Builder builder(Flavour flavour) {
        return new Builder(flavour);
    }

    /** Collects what differs from a ready server without any waiting. */
    public static final class Builder {
        private final Flavour flavour;
        private int port;
        private List<String> models;
        private boolean loaded = true;
        private Duration loading = Duration.ZERO;
        private Duration latency = Duration.ZERO;
        private double tokensPerSecond;
        private int contextLength = 8192;
        private int parallel = 1;
        private int maxQueue = 512;
        private Clock clock = Clock.systemUTC();
        private Streaming streaming = Streaming.EVENTS;
        private Optional<SimulatedCard> card = Optional.empty();
        private int modelMb;
        private String apiKey = "";

        private Builder(Flavour flavour) {
            this.flavour = flavour;
            this.models = List.of(
                    flavour == Flavour.OLLAMA ? "mistral:latest" : MISTRAL, "text-embedding-nomic-embed-text-v1.5");
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder models(String... values) {
            models = List.of(values);
            return this;
        }

        public Builder loaded(boolean value) {
            loaded = value;
            return this;
        }

        public Builder loading(Duration value) {
            loading = value;
            return this;
        }

        public Builder latency(Duration value) {
            latency = value;
            return this;
        }

        public Builder tokensPerSecond(double value) {
            tokensPerSecond = value;
            return this;
        }

        public Builder contextLength(int value) {
            contextLength = value;
            return this;
        }

        public Builder parallel(int value) {
            parallel = value;
            return this;
        }

        public Builder maxQueue(int value) {
            maxQueue = value;
            return this;
        }

        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        public Builder streaming(Streaming value) {
            streaming = value;
            return this;
        }

        /** The model runs on a card that others use too. */
        public Builder card(SimulatedCard value, int megabytes) {
            card = Optional.of(value);
            modelMb = megabytes;
            return this;
        }

        public Builder apiKey(String value) {
            apiKey = value;
            return this;
        }

        public LlmOptions build() {
            return new LlmOptions(
                    flavour,
                    port,
                    models,
                    loaded,
                    loading,
                    latency,
                    tokensPerSecond,
                    contextLength,
                    parallel,
                    maxQueue,
                    clock,
                    streaming,
                    card,
                    modelMb,
                    apiKey);
        }
    }
}
