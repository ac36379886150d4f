package io.showrunner.render;

import io.showrunner.comfyui.QueueView;
import java.util.Optional;

/**
 * The queue half of the looks at one prompt. A reply has the whole queue, however long it is, so it is asked for seldom while
 * there is no doubt: a prompt that is executed for sure, or was seen waiting in a long queue, is looked for in the history
 * alone. Confined to one thread.
 */
final class QueueLooks {
    private static final int UNTIL_LOST = 2;
    private static final int MOST_SPARED = 9;
    private static final int PROMPTS_PER_SPARED_LOOK = 20;

    private final String promptId;
    private QueueView last;
    private boolean asked;
    private int spared;
    private int absences;

    QueueLooks(String promptId) {
        this.promptId = promptId;
    }

    /** What was seen before says nothing about now. */
    void doubt() {
        last = null;
        asked = false;
        absences = 0;
    }

    /**
     * True when the next look, or the one that has begun, asks for the queue.
     *
     * @param beating whether the prompt is executed for sure
     */
    boolean isDue(boolean beating) {
        return asked
                || last == null
                || absences > 0
                || spared >= (beating ? MOST_SPARED : Math.min(MOST_SPARED, last.depth() / PROMPTS_PER_SPARED_LOOK));
    }

    /** True when this look has asked for the queue, so that the history comes next. */
    boolean isAsked() {
        return asked;
    }

    /** A look begins with the queue. */
    QueueView read(String body) {
        last = null;
        asked = true;
        spared = 0;
        last = QueueView.read(body);
        return last;
    }

    /** The look ends and found no history: where the prompt is then; empty when the queue could not be read. */
    Optional<String> ends(boolean beating) {
        boolean alone = !isDue(beating);
        spared += alone ? 1 : 0;
        absences = alone || last == null || isSeen() ? 0 : absences + 1;
        asked = false;
        if (last == null) {
            return Optional.empty();
        }
        boolean running = alone ? beating : last.isRunning(promptId);
        return Optional.of(
                absences > 0
                        ? "neither in the server's queue nor in its history"
                        : running ? "running" : "waiting in the server's queue");
    }

    /** True when the prompt was in the queue. */
    boolean isSeen() {
        return last != null && last.contains(promptId);
    }

    boolean isLost() {
        return absences >= UNTIL_LOST;
    }
}
