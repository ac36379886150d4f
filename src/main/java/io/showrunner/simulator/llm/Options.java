package io.showrunner.simulator.llm;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a stand-in behaves when nothing goes wrong.
 *
 * @param port loopback port, 0 for a free one
 * @param models what {@code /v1/models} lists; the first is loaded
 * @param loaded false imitates a server with downloaded models and none in memory
 * @param loading time after the start in which llama-server answers 503 and the others make the first request wait
 * @param latency before the first byte of every generation
 * @param tokensPerSecond pace of a generation, 0 for no waiting
 * @param contextLength tokens that prompt and answer may take together
 * @param parallel generations that run at once; the rest waits
 * @param maxQueue waiting generations after which Ollama says that it is busy
 */
public record Options(
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
        Clock clock) {
    public static final String MISTRAL = "mistralai/mistral-7b-instruct-v0.3";

    public Options {
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
    }

    /** A ready server without any waiting, on a free port. */
    public static Options of(Flavour flavour) {
        String model = flavour == Flavour.OLLAMA ? "mistral:latest" : MISTRAL;
        return new Options(
                flavour,
                0,
                List.of(model, "text-embedding-nomic-embed-text-v1.5"),
                true,
                Duration.ZERO,
                Duration.ZERO,
                0,
                8192,
                1,
                512,
                Clock.systemUTC());
    }

    /** LM Studio with Mistral 7B. */
    public static Options defaults() {
        return of(Flavour.LM_STUDIO);
    }

    public Options withPort(int value) {
        return new Options(
                flavour,
                value,
                models,
                loaded,
                loading,
                latency,
                tokensPerSecond,
                contextLength,
                parallel,
                maxQueue,
                clock);
    }

    public Options withModels(String... values) {
        return new Options(
                flavour,
                port,
                List.of(values),
                loaded,
                loading,
                latency,
                tokensPerSecond,
                contextLength,
                parallel,
                maxQueue,
                clock);
    }

    public Options withNoModelLoaded() {
        return new Options(
                flavour,
                port,
                models,
                false,
                loading,
                latency,
                tokensPerSecond,
                contextLength,
                parallel,
                maxQueue,
                clock);
    }

    public Options withLoading(Duration value) {
        return new Options(
                flavour,
                port,
                models,
                loaded,
                value,
                latency,
                tokensPerSecond,
                contextLength,
                parallel,
                maxQueue,
                clock);
    }

    /** Waiting before the first byte, then tokens at this pace (0 for at once). */
    public Options withPace(Duration newLatency, double newTokensPerSecond) {
        return new Options(
                flavour,
                port,
                models,
                loaded,
                loading,
                newLatency,
                newTokensPerSecond,
                contextLength,
                parallel,
                maxQueue,
                clock);
    }

    public Options withContextLength(int value) {
        return new Options(
                flavour, port, models, loaded, loading, latency, tokensPerSecond, value, parallel, maxQueue, clock);
    }

    public Options withQueue(int newParallel, int newMaxQueue) {
        return new Options(
                flavour,
                port,
                models,
                loaded,
                loading,
                latency,
                tokensPerSecond,
                contextLength,
                newParallel,
                newMaxQueue,
                clock);
    }

    public Options withClock(Clock value) {
        return new Options(
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
                value);
    }
}
