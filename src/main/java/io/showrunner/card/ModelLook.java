package io.showrunner.card;

import io.showrunner.llm.ModelMemory;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One look at what a server of language models has in memory; one that is not known yet is asked in every known way. For one thread. */
public final class ModelLook {
    private final ModelServer server;
    private final Deque<ModelMemory> ways;

    ModelLook(ModelServer server) {
        this.server = server;
        this.ways = server.ways();
    }

    /** True while the server is to be asked. */
    public boolean isOpen() {
        return !ways.isEmpty();
    }

    /** Where to ask. */
    public String path() {
        return ways.element().listPath();
    }

    void answered(int status, String body) {
        ModelMemory way = ways.remove();
        Optional<List<String>> loaded = way.loaded(status, body, server.model());
        if (loaded.isPresent()) {
            server.found(way, loaded.get());
            ways.clear();
        } else if (ways.isEmpty()) {
            server.unknown();
        }
    }

    void away(String why) {
        server.away(why);
        ways.clear();
    }
}
