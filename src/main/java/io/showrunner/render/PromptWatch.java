package io.showrunner.render;

import io.showrunner.comfyui.HistoryEntry;
import io.showrunner.comfyui.HistoryEntry.End;
import io.showrunner.comfyui.PromptReply;
import io.showrunner.comfyui.QueueView;
import io.showrunner.comfyui.UnreadableReply;
import io.showrunner.config.Settings.SceneSettings;
import io.showrunner.story.RenderReport.Poll;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Follows one prompt by what its server says, and judges. A look is the queue and then the history; the other order could
 * miss a prompt that finishes in between. Confined to one thread, except {@link #sawExecutionStart} and {@link #executionStart}.
 */
public final class PromptWatch {
    /** What is known about the prompt. The first limit that is reached stands, unless the prompt succeeded after all. */
    public enum Verdict {
        PENDING,
        /** The history has its end. */
        ENDED,
        /** It executed as long as it may (Q1). */
        MAX_WAIT,
        /** It made no progress for much longer than it usually does. */
        SILENT,
        /** It waited inside the server as long as it may. */
        QUEUE_WAIT,
        /** Its history was asked for as often as it may be (Q2). */
        ATTEMPT_LIMIT,
        /** Two looks in a row found it neither in the queue nor in the history. */
        LOST
    }

    private final String promptId;
    private final SceneSettings settings;
    private final LongSupplier nanos;
    private final PromptTimes times;
    private final Pulse pulse;
    private final PollLog log;
    private final QueueLooks queue;
    private Long lastLook;
    private boolean seen;
    private int historyAttempts;
    private volatile HistoryEntry entry;
    private String historyBody;
    private Verdict limit;
    private String silence;

    /** @param nanos a monotonic clock, {@code System::nanoTime} */
    PromptWatch(String promptId, SceneSettings settings, Pulse pulse, LongSupplier nanos, Clock clock) {
        this.pulse = pulse;
        this.queue = new QueueLooks(promptId);
        this.promptId = promptId;
        this.settings = settings;
        this.nanos = nanos;
        this.times = new PromptTimes(settings, nanos, clock);
        this.log = new PollLog(nanos, clock);
    }

    /** The prompt is posted now. */
    public void posts() {
        times.posts();
    }

    /** Notes that the prompt was posted, or may have been; its wait begins anew. */
    public void posted(PromptReply reply) {
        times.posted();
        lastLook = nanos.getAsLong();
        queue.doubt();
        seen = reply instanceof PromptReply.Accepted;
        if (reply instanceof PromptReply.Doubtful doubtful) {
            log.add("error", doubtful.message());
        } else {
            log.answered();
        }
    }

    /**
     * Takes over a prompt that an earlier process posted: its bounds go on from where they were (Q1).
     *
     * @param posted when it was posted, or was to be
     * @param started when its execution was seen to begin; null when it was not
     */
    void resume(Instant posted, Instant started) {
        times.resume(posted, started);
    }

    /** True when a look begins with the queue; otherwise the history alone tells enough. */
    boolean wantsQueue() {
        return queue.isDue(pulse.isBeating());
    }

    /** First half of a look: the body of {@code GET /queue}. */
    public void sawQueue(String body) {
        lastLook = nanos.getAsLong();
        try {
            QueueView view = queue.read(body);
            log.answered();
            times.saw(view.isRunning(promptId), view.contains(promptId));
        } catch (UnreadableReply e) {
            log.unanswered(e.getMessage());
        }
    }

    /** Second half of a look: the body of {@code GET /history/{id}}. */
    public void sawHistory(String body) {
        historyAttempts++;
        Optional<HistoryEntry> found;
        try {
            found = HistoryEntry.read(promptId, body);
        } catch (UnreadableReply e) {
            failed(e.getMessage());
            return;
        }
        log.answered();
        if (found.isPresent()) {
            ended(found.get(), body);
        } else {
            noEndYet();
        }
    }

    /** A request of a look got no answer that could be read; the look does not count, a history request does. */
    public void noAnswer(String why) {
        boolean history = queue.isAsked() || !wantsQueue();
        historyAttempts += history ? 1 : 0;
        lastLook = queue.isAsked() ? lastLook : Long.valueOf(nanos.getAsLong());
        failed("no answer: " + why);
    }

    /** The websocket said that the execution began. May be called from any thread. */
    public void sawExecutionStart() {
        times.startEvent();
        pulse.started();
    }

    /** How the execution comes on, by the websocket. */
    Pulse pulse() {
        return pulse;
    }

    /** What is known now. */
    public Verdict verdict() {
        if (entry != null && (limit == null || entry.end() == End.SUCCESS)) {
            return Verdict.ENDED;
        }
        limit = limit == null ? limitReached() : limit;
        if (limit != null) {
            return limit;
        }
        return queue.isLost() ? Verdict.LOST : Verdict.PENDING;
    }

    /** Time until the next look (Q3), never beyond the prompt's deadline, and none when a look is due. */
    public Duration pauseBeforeNextLook(Duration interval) {
        Duration toLook = lastLook == null ? Duration.ZERO : interval.minusNanos(nanos.getAsLong() - lastLook);
        Duration pause = toLook.compareTo(times.left()) < 0 ? toLook : times.left();
        return pause.isNegative() ? Duration.ZERO : pause;
    }

    /** Why it was given up as SILENT. */
    String silence() {
        return silence;
    }

    /** True when the server accepted the prompt or showed it since it was last posted: lost then means gone. */
    public boolean wasSeen() {
        return seen;
    }

    /** How long the server has not answered; zero when it answered last time. */
    public Duration unreachableFor() {
        return log.silentFor();
    }

    /** The end of the prompt; empty while there is none. */
    public Optional<HistoryEntry> entry() {
        return Optional.ofNullable(entry);
    }

    /** The history reply with the end of the prompt, word for word; empty while there is none. */
    public Optional<String> historyBody() {
        return Optional.ofNullable(historyBody);
    }

    /** Requests for the history so far, unanswered ones included. */
    public int historyAttempts() {
        return historyAttempts;
    }

    /** What polling saw, transitions only. */
    public List<Poll> polls() {
        return log.polls();
    }

    /** When the prompt was posted; empty when this watch only resumed it. */
    public Optional<Instant> postedAt() {
        return times.postedAt();
    }

    /** When the execution began: by the server's clock once it has ended, else as seen from here; empty before. */
    public Optional<Instant> executionStart() {
        return Optional.ofNullable(entry == null || entry.start() == null ? times.executionStart() : entry.start());
    }

    /** Nothing is over before the first look: the prompt may have ended while nobody followed it. */
    private Verdict limitReached() {
        if (lastLook == null) {
            return null;
        }
        int most = settings.historyMaxAttempts();
        if (most > 0 && historyAttempts >= most) {
            return Verdict.ATTEMPT_LIMIT;
        }
        if (times.left().compareTo(Duration.ZERO) <= 0) {
            return times.hasStarted() ? Verdict.MAX_WAIT : Verdict.QUEUE_WAIT;
        }
        silence = pulse.silence().orElse(null);
        return silence == null ? null : Verdict.SILENT;
    }

    private void ended(HistoryEntry found, String body) {
        seen = true;
        entry = found;
        historyBody = body;
        boolean success = found.end() == End.SUCCESS;
        log.add(
                success ? "success" : "error",
                success ? "executed" : found.failure().words());
    }

    private void noEndYet() {
        lastLook = queue.isAsked() ? lastLook : Long.valueOf(nanos.getAsLong());
        queue.ends(pulse.isBeating()).ifPresent(where -> log.add("pending", where));
        seen |= queue.isSeen();
    }

    private void failed(String why) {
        queue.doubt();
        log.unanswered(why);
    }
}
