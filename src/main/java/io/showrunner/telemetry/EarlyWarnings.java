package io.showrunner.telemetry;

import io.showrunner.fleet.InstanceView;
import io.showrunner.writer.ReplyOutcome;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that a queue or a language model comes near its limit, before anything is held or given up (R15): once when it
 * does, and again only after it was well below. Thread-safe.
 */
public final class EarlyWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyWarnings.class);
    private static final double QUEUE_SHARE = 0.6;
    private static final double ANSWER_SHARE = 0.75;
    /** This much below the share at which it is said, it is over. */
    private static final double MARGIN = 0.15;

    private final Set<String> near = ConcurrentHashMap.newKeySet();
    private final int mostPrompts;
    private final Duration longestAnswer;
    private final Consumer<String> log;

    /**
     * @param mostPrompts at which a server's queue is full
     * @param longestAnswer after which a language model is given up
     */
    public EarlyWarnings(int mostPrompts, Duration longestAnswer) {
        this(mostPrompts, longestAnswer, LOG::info);
    }

    EarlyWarnings(int mostPrompts, Duration longestAnswer, Consumer<String> log) {
        this.mostPrompts = mostPrompts;
        this.longestAnswer = longestAnswer;
        this.log = log;
    }

    /** Something about a server may have changed. */
    public void saw(InstanceView server) {
        double share = (double) server.remoteDepth() / mostPrompts;
        if (comesNear(server.id(), share, QUEUE_SHARE) && share < 1) {
            log.accept(
                    "early warning: instance=" + server.id() + " queue=" + server.remoteDepth() + " of " + mostPrompts
                            + percent(share)
                            + "; when it is full it gets no more prompts: look for prompts of others, add a server,"
                            + " or raise showrunner.fleet.max-queue-depth");
        }
    }

    /** A language model has answered, or has not. */
    public void replied(String provider, ReplyOutcome outcome, Duration took) {
        double share = (double) took.toMillis() / longestAnswer.toMillis();
        if (outcome == ReplyOutcome.ANSWERED && comesNear("llm/" + provider, share, ANSWER_SHARE)) {
            log.accept("early warning: provider=" + provider + " answer=" + took.toSeconds() + " s of "
                    + longestAnswer.toSeconds() + " s" + percent(share)
                    + "; what takes longer is given up: take a smaller model, lower showrunner.llm.max-tokens,"
                    + " or raise showrunner.llm.timeout");
        }
    }

    private boolean comesNear(String what, double share, double from) {
        if (share >= from) {
            return near.add(what);
        }
        if (share <= from - MARGIN) {
            near.remove(what);
        }
        return false;
    }

    private static String percent(double share) {
        return " (" + Math.round(100 * share) + " %)";
    }
}
