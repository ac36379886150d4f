package io.showrunner.card;

import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.llm.ModelMemory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The memory of one language model's server: how it is asked and told, and what it said last. Thread-safe. */
final class ModelServer {
    private static final Logger LOG = LoggerFactory.getLogger(ModelServer.class);

    private final ProviderSettings provider;
    private ModelMemory way;
    private boolean warned;
    private List<String> loaded = List.of();

    ModelServer(ProviderSettings provider) {
        this.provider = provider;
    }

    String id() {
        return provider.id();
    }

    String model() {
        return provider.model();
    }

    /** The ways in which it is worth asking; none when it knows none of them. */
    synchronized Deque<ModelMemory> ways() {
        return new ArrayDeque<>(way != null ? List.of(way) : warned ? List.of() : List.of(ModelMemory.values()));
    }

    /** The server answered in this way. */
    synchronized void found(ModelMemory found, List<String> names) {
        if (way == null) {
            LOG.info("provider={} shares its card; its memory is asked for with GET {}", id(), found.listPath());
        }
        way = found;
        loaded = names;
        if (!found.canUnload()) {
            warn(
                    "cannot be told to unload its model, only waited for: set a short idle TTL in LM Studio, or use 0.4 or later");
        }
    }

    /** The server answers, but in none of the known ways. */
    synchronized void unknown() {
        warn(
                "has no known way to unload its model, so the card is never cleared of it: use Ollama or LM Studio 0.4 or later,"
                        + " run the model on the CPU, or leave room for both and remove shares-card-with");
    }

    /** The server does not answer: it has nothing in memory. */
    synchronized void away(String why) {
        LOG.debug("provider={} is not there: {}", id(), why);
        loaded = List.of();
    }

    private void warn(String words) {
        if (!warned) {
            LOG.warn("provider={} at {} shares a card but {}", id(), provider.url(), words);
        }
        warned = true;
    }

    /** The names under which its model is in memory, as it said last. */
    synchronized List<String> loaded() {
        return loaded;
    }

    synchronized boolean isLoaded() {
        return !loaded.isEmpty();
    }

    /** Where it is told to unload a model. */
    synchronized String unloadPath() {
        return way.unloadPath();
    }

    synchronized boolean canUnload() {
        return way != null && way.canUnload();
    }

    /** What it is told to unload one. */
    synchronized String unloadBody(String name) {
        return way.unloadBody(name);
    }
}
