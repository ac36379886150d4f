package io.showrunner.routes;

import io.showrunner.story.Control;
import io.showrunner.story.Control.Action;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.classic.ExecRuntime;

/**
 * The requests to language models whose replies have not come to an end. A reply that nobody wants any more ends at once: its
 * connection is closed, by which the model stops writing, and whoever reads it gets a {@link GivenBack}. Thread-safe.
 */
public final class OpenReplies {
    private static final String STOPPING = "stopping; the message goes back to its queue";

    private final Map<OpenReply, String> open = new ConcurrentHashMap<>();
    private final BooleanSupplier stopping;

    /** @param stopping true while a request that begins is given up at once */
    OpenReplies(BooleanSupplier stopping) {
        this.stopping = stopping;
    }

    /** A stop or a swap ends them all. */
    void giveUpAll() {
        open.keySet().forEach(reply -> reply.giveUp(STOPPING));
    }

    /** A person has changed something: nobody wants more words for a story that is cancelled. */
    public void heed(Control control) {
        if (control.action() == Action.CANCEL && control.sceneId() == null) {
            open.forEach((reply, storyId) -> {
                if (control.storyId().equals(storyId)) {
                    reply.giveUp("storyId=" + storyId + " is cancelled");
                }
            });
        }
    }

    /** @param storyId empty when the request is for no story */
    OpenReply begin(String storyId, ExecRuntime connection, Duration longest) {
        OpenReply reply = new OpenReply(connection, longest, open::remove);
        open.put(reply, storyId);
        if (stopping.getAsBoolean()) {
            reply.giveUp(STOPPING);
        }
        return reply;
    }
}
