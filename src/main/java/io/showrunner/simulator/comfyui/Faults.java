package io.showrunner.simulator.comfyui;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The script of what goes wrong. Rules are looked at in the order they were added; the first request rule that
 * matches acts, all prompt rules that match act. Thread-safe; may be changed while the server runs.
 *
 * <pre>{@code
 * faults().onPrompt(2).runOutOfMemory();
 * faults().onPromptContaining("Idle Row").times(1).neverFinish();
 * faults().onRequest("/prompt").method("POST").nth(3).acceptThenDropReply();
 * faults().statsWithoutVram(true);
 * }</pre>
 */
public final class Faults {
    private final List<RequestRule> requestRules = new CopyOnWriteArrayList<>();
    private final List<PromptRule> promptRules = new CopyOnWriteArrayList<>();
    private volatile boolean statsWithoutVram;
    private volatile boolean statsDown;
    private volatile boolean websocketsSilent;
    private volatile int foreignVramMb;

    /** A rule for requests with this path, with or without {@code /api}; a trailing {@code *} matches any rest. */
    public RequestRule onRequest(String path) {
        return new RequestRule(path, requestRules::add);
    }

    /** A rule for the n-th prompt (from 1) that the server accepts since it was last started. */
    public PromptRule onPrompt(int n) {
        return new PromptRule(ticket -> ticket.sequence() == n, promptRules::add);
    }

    public PromptRule onPromptId(String id) {
        return new PromptRule(ticket -> ticket.id().equals(id), promptRules::add);
    }

    /** A rule for prompts whose workflow or extra data contains the text. */
    public PromptRule onPromptContaining(String text) {
        return new PromptRule(ticket -> Wire.text(ticket.tuple()).contains(text), promptRules::add);
    }

    public PromptRule onEveryPrompt() {
        return new PromptRule(ticket -> true, promptRules::add);
    }

    /** {@code /system_stats} answers without the four vram keys. */
    public void statsWithoutVram(boolean on) {
        statsWithoutVram = on;
    }

    /** {@code /system_stats} answers 500. */
    public void statsDown(boolean on) {
        statsDown = on;
    }

    /** Websockets stay open and say nothing: a zombie connection. */
    public void websocketsSilent(boolean on) {
        websocketsSilent = on;
    }

    /** Memory that another program on the card holds, in MB; {@code /free} does not give it back. */
    public void foreignVram(int megabytes) {
        foreignVramMb = megabytes;
    }

    /** Forgets every rule; the server is healthy again. */
    public void clear() {
        requestRules.clear();
        promptRules.clear();
        statsWithoutVram = false;
        statsDown = false;
        websocketsSilent = false;
        foreignVramMb = 0;
    }

    boolean hidesVram() {
        return statsWithoutVram;
    }

    boolean isStatsDown() {
        return statsDown;
    }

    boolean websocketsSilent() {
        return websocketsSilent;
    }

    int foreignVramMb() {
        return foreignVramMb;
    }

    Optional<RequestRule> request(String method, String path, String body) {
        return requestRules.stream()
                .filter(rule -> rule.takes(method, path, body))
                .findFirst();
    }

    /** What is scripted for this prompt; each rule's turn is used up. */
    PromptScript script(Ticket ticket) {
        var script = new PromptScript();
        promptRules.stream().filter(rule -> rule.takes(ticket)).forEach(rule -> rule.applyTo(script));
        return script;
    }
}
