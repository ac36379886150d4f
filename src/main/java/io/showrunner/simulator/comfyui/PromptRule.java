package io.showrunner.simulator.comfyui;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One scripted fault of prompts; the last call of the chain says what happens and puts the rule in force. */
public final class PromptRule {
    private final Predicate<Ticket> wanted;
    private final Consumer<PromptRule> install;
    private final AtomicInteger turnsLeft = new AtomicInteger(Integer.MAX_VALUE);
    private String node = "";
    private Consumer<PromptScript> effect = script -> {};

    PromptRule(Predicate<Ticket> wanted, Consumer<PromptRule> install) {
        this.wanted = wanted;
        this.install = install;
    }

    /** Only the first n matching prompts. */
    public PromptRule times(int n) {
        turnsLeft.set(n);
        return this;
    }

    /** The node that goes wrong; without it the first sampler, or the first output of a graph without samplers. */
    public PromptRule atNode(String id) {
        node = id;
        return this;
    }

    public void runOutOfMemory() {
        put(script -> script.failAt(node, NodeFailure.outOfMemory(9_216, 1_024)));
    }

    /** As if somebody interrupted it there. */
    public void interrupt() {
        put(script -> script.interruptAt(node));
    }

    /** @param type Python's name of the exception, such as {@code RuntimeError} */
    public void fail(String type, String message) {
        put(script -> script.failAt(node, new NodeFailure(type, message)));
    }

    /** The disk is full at the last file of a save, of every save when no node is named. */
    public void diskFull() {
        put(script -> script.diskFullAt(node));
    }

    /** The node makes progress for ever; an interrupt ends it. */
    public void neverFinish() {
        put(script -> script.stuckAt(node, PromptScript.Stuck.TICKING));
    }

    /** The node makes progress until this is so, and then does its work; an interrupt ends it. */
    public void holdUntil(BooleanSupplier released) {
        put(script -> script.holdAt(node, released));
    }

    /** The node is stuck in native code: no progress, and no interrupt reaches it. */
    public void hang() {
        put(script -> script.stuckAt(node, PromptScript.Stuck.SILENT));
    }

    /** The process dies when it starts this prompt. */
    public void crash() {
        put(PromptScript::crash);
    }

    /** The prompt runs, its files are written, and no history entry is ever made. */
    public void forgetHistory() {
        put(script -> script.evictAfter(Duration.ZERO));
    }

    /** The history entry disappears again after this time. */
    public void evictHistoryAfter(Duration time) {
        put(script -> script.evictAfter(time));
    }

    /** The last n files of every save are listed in history and were never written. */
    public void missingFiles(int n) {
        put(script -> script.missingFiles(n));
    }

    /** The last file of every save is written this long after history lists it. */
    public void lateFile(Duration by) {
        put(script -> script.lastFile(PromptScript.LastFile.LATE, by));
    }

    /** The last file of every save is half-written and gets its rest this long after history lists it. */
    public void growingFile(Duration by) {
        put(script -> script.lastFile(PromptScript.LastFile.GROWING, by));
    }

    /** The last file of every save stays half-written. */
    public void truncatedFile() {
        put(script -> script.lastFile(PromptScript.LastFile.TRUNCATED, Duration.ZERO));
    }

    /** The last file of every save has no bytes. */
    public void emptyFile() {
        put(script -> script.lastFile(PromptScript.LastFile.EMPTY, Duration.ZERO));
    }

    /** Every picture is black. */
    public void blankPictures() {
        put(PromptScript::blankPictures);
    }

    /** Every file of a save has the same name and lies in a folder of its own below that of the prefix. */
    public void scatteredFiles() {
        put(PromptScript::scatterFiles);
    }

    /** All work takes this many times as long. */
    public void slow(double factor) {
        put(script -> script.slow(factor));
    }

    boolean takes(Ticket ticket) {
        return wanted.test(ticket) && turnsLeft.getAndUpdate(left -> Math.max(left - 1, 0)) > 0;
    }

    void applyTo(PromptScript script) {
        effect.accept(script);
    }

    private void put(Consumer<PromptScript> what) {
        effect = what;
        install.accept(this);
    }
}
