package io.showrunner.routes;

import io.showrunner.frames.EarlyFrames;
import io.showrunner.frames.EarlyPrompt;
import io.showrunner.render.PromptFollowers;
import io.showrunner.render.RenderTurn;
import io.showrunner.story.Reason;
import io.showrunner.story.RenderJob;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When to look for the frames of a prompt that is still being executed: while its frames node is, by the events of the websocket;
 * without them, whenever the server was asked how far it is. A few threads do it for all servers; nothing runs while nothing is
 * saved. Thread-safe.
 */
final class FrameLooks implements PromptFollowers.Saves, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FrameLooks.class);
    private static final int THREADS = 4;
    private static final int THREAD_IDLE_SECONDS = 30;

    private final EarlyFrames early;
    private final PromptFollowers followers;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            THREAD_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            FrameLooks::thread,
            new ThreadPoolExecutor.DiscardPolicy());
    private final Map<String, Runnable> folders = new ConcurrentHashMap<>();
    private final Set<String> saving = ConcurrentHashMap.newKeySet();
    private volatile ProducerTemplate producer;

    FrameLooks(EarlyFrames early, PromptFollowers followers) {
        this.followers = followers;
        this.early = early;
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "look for frames");
        thread.setDaemon(true);
        return thread;
    }

    EarlyFrames early() {
        return early;
    }

    /** What a consumer of the server's output folder is given. */
    OutputFolder folderOf(String instanceId) {
        return new OutputFolder(instanceId, early, this);
    }

    /** From now on the routes can be called. */
    void startedWith(ProducerTemplate routes) {
        producer = routes;
    }

    /** A look into the server's output folder; null when there is none any more. */
    void folder(String instanceId, Runnable look) {
        if (look == null) {
            folders.remove(instanceId);
        } else {
            folders.put(instanceId, look);
        }
    }

    @Override
    public void begun(RenderJob job) {
        if (saving.add(job.promptId())) {
            lookAt(job);
        }
    }

    /** The rest of what the node has written is staged while the end of the prompt is recorded. */
    @Override
    public void over(RenderJob job) {
        if (saving.remove(job.promptId())) {
            lookIn(job.promptId(), 0);
        }
    }

    /** The server was asked how far the prompt is; looks for its frames when no event tells when they come. */
    public void asked(RenderTurn turn) {
        if (turn.isPending()) {
            followers.unheard(turn.promptId()).ifPresent(this::lookAt);
        }
    }

    /** Nobody follows the prompt any more; what was staged of one that failed goes. */
    public void followed(RenderTurn turn) {
        saving.remove(turn.promptId());
        if (turn.outcome().failureKind() != null) {
            early.discard(turn.prompt());
        }
    }

    /** Not where it is called: frames of a process that died may have to go first. */
    private void lookAt(RenderJob job) {
        threads.execute(() -> {
            early.begin(job);
            look(job.promptId());
        });
    }

    private void lookIn(String promptId, long millis) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, threads)
                .execute(() -> look(promptId));
    }

    private void look(String promptId) {
        early.find(promptId).filter(EarlyPrompt::beginLook).ifPresent(prompt -> {
            try {
                look(prompt);
            } catch (RuntimeException e) {
                tell(promptId, e);
            } finally {
                long pause = prompt.endLook().toMillis();
                if (saving.contains(promptId)) {
                    lookIn(promptId, pause);
                }
            }
        });
    }

    /** A look that our own stop cuts off has not failed: the next start begins with what is staged. */
    private void tell(String promptId, RuntimeException e) {
        if (threads.isShutdown()) {
            LOG.debug("promptId={} a look for frames ends with the application", promptId);
        } else {
            LOG.warn("promptId={} frames are not staged early: {}", promptId, Reason.words(e), e);
        }
    }

    private void look(EarlyPrompt prompt) {
        if (early.isShared(prompt.instanceId())) {
            folders.getOrDefault(prompt.instanceId(), () -> {}).run();
        } else if (producer != null) {
            producer.sendBody("direct:look-for-frames", prompt);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
